# title: FROM that cannot be
printf "FROM nosuchimage:tag\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . >/dev/null 2>&1; echo $?
printf "FROM Invalid:Name:x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM a b\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox AS 1st\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "ARG X\nFROM \$X\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "RUN echo\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "# only a comment\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
