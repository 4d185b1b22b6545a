# title: builds that fail
DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf 'NOSUCH x\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf 'FROM busybox\nRUN exit 3\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q . 2>&1 | tail -1; echo
DOCKER_BUILDKIT=0 docker build 2>&1 | tail -5
