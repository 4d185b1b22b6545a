# title: USER: names, numbers, groups; in RUN and in the container
printf "FROM busybox\nUSER daemon\nRUN id > /tmp/id\nUSER 12:34\nRUN id\nUSER www-data:root\nRUN id -g\nCMD cat /tmp/id\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -t user . 2>/dev/null
docker run --rm user; docker inspect -f "{{.Config.User}}" user
printf "FROM busybox\nUSER nosuch\nRUN id\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm . 2>&1 | tail -1
