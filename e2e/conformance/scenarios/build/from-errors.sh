# title: FROM that cannot be
printf "FROM nosuchimage:tag\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . >/dev/null 2>&1; echo $?
printf "FROM Invalid:Name:x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM a b\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
