# title: system prune with --volumes and filters
export DOCKER_API_VERSION=1.41
docker volume create named; docker run --name a1 -v /anonymous -l drop=1 busybox true; docker network create --label drop=1 n1; docker network create n2
docker system prune -f --filter label=drop=1 | grep -v -e reclaimed -e '^[0-9a-f]*$'
docker network ls --filter type=custom --format '{{.Name}}'
docker system prune -f --volumes | grep -v -e reclaimed -e '^[0-9a-f]*$'
docker volume ls -q | grep -v '^[0-9a-f]*$'
docker system prune -f --volumes --filter until=1h
docker system prune -f --filter nosuch=1
docker system prune nonsense
echo n | docker system prune -a --volumes
echo n | docker system prune --filter label=x
docker system prune -f
docker images -q | wc -l
