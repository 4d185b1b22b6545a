# title: --rm=false keeps the containers
printf "FROM busybox\nRUN echo hi > /hi\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build --rm=false . 2>/dev/null | grep -c Removing
docker ps -a --format "{{.Command}} {{.State}}" --no-trunc
docker diff $(docker ps -lq)
