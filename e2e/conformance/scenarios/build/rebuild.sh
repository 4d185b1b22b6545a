# title: a rebuild takes the name; the old image dangles and is pruned
printf "FROM busybox\nRUN echo 1 > /v\nCMD cat /v\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t app . | cut -c1-7
printf "FROM busybox\nRUN echo 2 > /v\nCMD cat /v\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t app . | cut -c1-7
docker run --rm app
docker images --format "{{.Repository}}:{{.Tag}}" | sort
docker images -f dangling=true -q | wc -l
docker image prune -f | grep -c deleted
docker images --format "{{.Repository}}:{{.Tag}}" | sort
