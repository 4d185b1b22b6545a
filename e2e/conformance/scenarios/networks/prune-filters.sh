# title: network prune with filters
docker network create --label keep=1 n1; docker network create --label drop=1 n2; docker network create n3
docker network prune -f --filter until=10m
docker network prune -f --filter label=drop
docker network prune -f --filter label!=keep
docker network ls --filter type=custom --format '{{.Name}}'
echo n | docker network prune
docker network prune -f --filter until=nonsense
docker network prune -f --filter nosuch=1
docker network prune -f
docker network prune -f
