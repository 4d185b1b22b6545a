# title: build from a Dockerfile
printf 'FROM busybox\nRUN echo built > /file\nCMD cat /file\n' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t built . | cut -c1-7
docker run --rm built
docker inspect -f '{{json .Config.Cmd}}' built
