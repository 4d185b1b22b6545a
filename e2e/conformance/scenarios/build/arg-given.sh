# title: build args from the environment, unused, predefined
printf '%s\n' 'ARG TAG=latest' 'FROM busybox:$TAG' 'ARG TAG' 'ARG NAME=nobody' 'ARG EMPTY' 'ENV WHO=$NAME' 'RUN echo "$TAG $NAME ${EMPTY:-unset}" > /out' 'CMD cat /out' > Dockerfile
NAME=shell DOCKER_BUILDKIT=0 docker build -q --build-arg NAME -t arg . | cut -c1-7; docker run --rm arg
DOCKER_BUILDKIT=0 docker build --build-arg UNUSED=1 --build-arg HTTP_PROXY=x -t arg . 2>/dev/null | grep -a -i -e warning -e cache
