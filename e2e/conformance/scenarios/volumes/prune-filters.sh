# title: volume prune with filters
export DOCKER_API_VERSION=1.41; docker volume create --label keep=1 v1; docker volume create --label drop=1 v2; docker volume create v3
docker volume prune -f --filter label=drop
docker volume prune -f --filter label!=keep
docker volume ls -q
docker volume prune -af
docker volume prune -f --filter nosuch=1
docker volume prune -f --filter until=1h
docker volume prune -f --filter label=x nonsense
docker volume prune -f
docker volume ls -q
