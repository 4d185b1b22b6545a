# title: what a changed build argument takes from the cache
printf '%s\n' 'FROM busybox' 'RUN echo before' 'ARG A=1' 'LABEL x=y' 'RUN echo after' 'RUN echo $A' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q . | cut -c1-7
for a in 1 2 2 ""; do DOCKER_BUILDKIT=0 docker build --build-arg A=$a . 2>/dev/null | grep -c "Using cache"; done
DOCKER_BUILDKIT=0 docker build --build-arg HTTP_PROXY=http://p . 2>/dev/null | grep -c "Using cache"
DOCKER_BUILDKIT=0 docker build --build-arg NOT=there . 2>/dev/null | tail -2 | sed "s/[0-9a-f]\{12\}/ID/"
DOCKER_BUILDKIT=0 docker build --build-arg =x . 2>&1 | tail -1
