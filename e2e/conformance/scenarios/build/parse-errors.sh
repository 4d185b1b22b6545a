# title: Dockerfiles that cannot be read
printf "FROM busybox\nENV a\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nENV a=b c\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nENV\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nLABEL x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nWORKDIR\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
