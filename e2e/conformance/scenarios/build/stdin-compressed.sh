# title: contexts from stdin compressed by gzip, bzip2 and xz, and what is none
echo x > f; printf "FROM busybox\nCOPY f /\nCMD cat f\n" > Dockerfile
tar -cj . | DOCKER_BUILDKIT=0 docker build -q -t bz - | cut -c1-7; docker run --rm bz
tar -cJ . | DOCKER_BUILDKIT=0 docker build -q -t xz - | cut -c1-7; docker run --rm xz
docker save busybox | bzip2 -1 | docker load; docker save busybox | xz -0 | docker load
docker export $(docker create busybox) | xz -0 | docker import - imported | cut -c1-7; docker run --rm imported echo imported
docker create --name c1 busybox >/dev/null; tar -cj f | docker cp - c1:/tmp; docker cp c1:/tmp/f - | tar -xO
