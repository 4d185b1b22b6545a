# title: --compress, --squash, --isolation, --pull, --no-cache
printf 'FROM busybox\nRUN echo x > /x\n' > Dockerfile; head -c 50000 /dev/zero > zeros
DOCKER_BUILDKIT=0 docker build --compress -q -t one . | cut -c1-7
DOCKER_BUILDKIT=0 docker build --isolation nosuch . 2>&1 | tail -1; DOCKER_BUILDKIT=0 docker build --isolation default -q . | cut -c1-7
DOCKER_BUILDKIT=0 docker build --squash . 2>&1 | tail -1
DOCKER_BUILDKIT=0 docker build --pull . 2>/dev/null | grep -a -c "Using cache"
DOCKER_BUILDKIT=0 docker build --no-cache . 2>/dev/null | grep -a -c "Using cache"
printf 'FROM nosuchlocal\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --pull . >/dev/null 2>&1; echo $?
