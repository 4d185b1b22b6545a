# title: DOCKER_API_VERSION
# images: none
DOCKER_API_VERSION=1.41 docker version --format '{{.Client.APIVersion}}'
DOCKER_API_VERSION=v1.40 docker ps
DOCKER_API_VERSION=1.41 docker volume prune -a -f
DOCKER_API_VERSION=1.41 docker volume create v1; DOCKER_API_VERSION=1.41 docker volume prune -f | head -2
DOCKER_API_VERSION=nonsense docker ps
DOCKER_API_VERSION= docker ps -q
