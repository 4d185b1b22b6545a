# title: RUN that fails: message, code, what is left
printf "FROM busybox\nRUN echo before && exit 7\nRUN echo never\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -t failed . 2>&1 >/dev/null | tail -1
DOCKER_BUILDKIT=0 docker build -t failed . >/dev/null 2>&1; echo $?
docker ps -a --format "{{.Image}} {{.Command}} {{.State}}" | wc -l
docker images failed
printf "FROM busybox\nRUN nosuchcommand\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm . 2>&1 | grep -a -v DEPREC | tail -1
printf "FROM busybox\nRUN [\"/nosuch\", \"x\"]\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm . >/dev/null 2>&1; echo $?
docker ps -aq | wc -l
