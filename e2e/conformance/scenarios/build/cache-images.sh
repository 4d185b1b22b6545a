# title: the cache is the images: removed, it is gone; tagged, it is shared
printf "FROM busybox\nENV A=1\nRUN echo x > /x\nCMD [\"x\"]\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t one . | cut -c1-7
docker images -a --format "{{.Repository}}" | sort
docker images --format "{{.Repository}}" | sort
DOCKER_BUILDKIT=0 docker build -q -t two . | cut -c1-7; docker images --format "{{.Repository}}" | sort
docker rmi one | grep -c Deleted; DOCKER_BUILDKIT=0 docker build -t one . 2>/dev/null | grep -c "Using cache"
docker rmi one two | grep -c Deleted; DOCKER_BUILDKIT=0 docker build -t one . 2>/dev/null | grep -c "Using cache"
