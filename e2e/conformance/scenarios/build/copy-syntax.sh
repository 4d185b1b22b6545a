# title: COPY with too little, wrong flags, wrong owners
echo x > f; echo y > g
printf "FROM busybox\nCOPY f\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nCOPY\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nCOPY --nope=1 f /\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nCOPY --from=0 /f /\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nCOPY --chown=nosuch f /\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
