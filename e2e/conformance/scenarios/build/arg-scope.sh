# title: ARG: one above FROM, in each stage, after ENV, from ARG, in paths; the last one counts
mkdir src; echo one > src/v1; echo two > src/v2
printf '%s\n' 'ARG V=1' 'ARG BASE=busybox' 'ARG W=${V}0' 'FROM $BASE AS a' 'RUN echo "[$V][$W]" > /none' 'ARG V' 'RUN echo "[$V]" > /some' 'FROM ${BASE}:latest' 'ARG V=2' 'COPY src/v$V /v' 'ARG V=3' 'ENV V=env$V' 'ARG V=4' 'ARG X=$V-x' 'RUN echo "$V $X" > /x' 'COPY --from=a /none /some /from/' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t arg . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
docker run --rm arg cat /v /x /from/none /from/some; docker inspect -f "{{json .Config.Env}}" arg
DOCKER_BUILDKIT=0 docker build -q --build-arg V=2 -t arg . | cut -c1-7; docker run --rm arg cat /v /x /from/none /from/some
docker history --no-trunc --format "{{.CreatedBy}}" arg
