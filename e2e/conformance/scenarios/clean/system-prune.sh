# title: system prune
docker create --name gone busybox; docker network create gone; docker volume create kept
docker run -d --name up busybox sleep 100
docker system prune -f | grep -v -e reclaimed -e '^[0-9a-f]*$'
docker ps -a --format '{{.Names}}'
docker network ls --format '{{.Name}}' | sort
docker volume ls -q
export DOCKER_API_VERSION=1.41; echo n | docker system prune
