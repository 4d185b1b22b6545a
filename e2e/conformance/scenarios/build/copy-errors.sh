# title: COPY that cannot be: missing, outside, too many, no destination
echo x > f; echo y > g
printf "FROM busybox\nCOPY nosuch /\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nCOPY no*such /\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nCOPY ../f /\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nCOPY f g /dest\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
