# title: Dockerfiles without a stage
printf "FROM busybox AS 1st\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "ARG X\nFROM \$X\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "RUN echo\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "# only a comment\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
