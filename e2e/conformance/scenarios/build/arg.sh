# title: ARG: defaults, values, scope, cache
printf '%s\n' 'ARG TAG=latest' 'FROM busybox:$TAG' 'ARG TAG' 'ARG NAME=nobody' 'ARG EMPTY' 'ENV WHO=$NAME' 'RUN echo "$TAG $NAME ${EMPTY:-unset}" > /out' 'CMD cat /out' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t arg . 2>/dev/null
docker run --rm arg
DOCKER_BUILDKIT=0 docker build -q --build-arg NAME=me --build-arg EMPTY=full -t arg . | cut -c1-7; docker run --rm arg
docker inspect -f "{{json .Config.Env}}" arg; docker history --no-trunc --format "{{.CreatedBy}}" arg
