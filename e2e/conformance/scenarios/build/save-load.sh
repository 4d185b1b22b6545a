# title: a built image goes out and comes back
printf "FROM busybox\nRUN echo built > /b\nCMD cat /b\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t moved . > id; docker save moved -o m.tar
docker rmi -f moved >/dev/null; docker load -i m.tar
docker inspect -f "{{.Id}}" moved | diff - id && echo same
docker run --rm moved
