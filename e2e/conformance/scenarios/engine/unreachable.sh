# title: no daemon at the address
export DOCKER_HOST=unix:///nonexistent/docker.sock
docker ps
docker version --format '{{.Server.Version}}'
docker version --format '{{.Client.Os}} {{.Server.Version}}'
docker run busybox
docker info --format '{{.ServerVersion}}'
docker inspect x
docker rm a b
docker logs x
docker compose version >/dev/null 2>&1 || true
