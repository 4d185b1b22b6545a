# title: the platform of an image and of FROM
printf "FROM --platform=linux/386 busybox\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t p . | cut -c1-7
docker inspect -f "{{.Os}}/{{.Architecture}}" p
