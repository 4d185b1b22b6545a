# title: MAINTAINER
printf "FROM busybox\nMAINTAINER A Person <a@example.com>\nRUN true\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -t author . 2>/dev/null
docker inspect -f "{{.Author}}" author; docker history --no-trunc --format "{{.CreatedBy}}" author
