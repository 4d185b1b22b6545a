# title: ONBUILD in several images, with variables, stages and every kind of instruction
echo app > app; printf '%s\n' 'FROM busybox' 'ONBUILD ARG WHO=nobody' 'ONBUILD ENV WHO=$WHO' 'ONBUILD WORKDIR /app' 'ONBUILD COPY app .' 'ONBUILD RUN echo "$WHO $(cat app)" > out' 'ONBUILD USER daemon' 'ONBUILD LABEL by=$WHO' 'ONBUILD CMD ["cat", "out"]' 'LABEL base=yes' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t base . | cut -c1-7; docker inspect -f '{{json .Config.OnBuild}}' base
printf 'FROM base\nONBUILD RUN echo second\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --build-arg WHO=me -t child . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
docker run --rm child; docker inspect -f '{{json .Config.OnBuild}} {{.Config.User}} {{json .Config.Labels}} {{json .Config.Cmd}}' child; docker history --no-trunc --format "{{.CreatedBy}}" child
printf 'FROM child AS one\nFROM base\nCOPY --from=one /app/out /one\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -t grand . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"; docker run --rm grand
printf 'FROM busybox\nONBUILD COPY nosuch /\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t bad . | cut -c1-7; printf 'FROM bad\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf 'FROM busybox\nONBUILD MAINTAINER x\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf 'FROM busybox\nONBUILD\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
