# title: what only BuildKit does is refused by the classic builder
echo x > f
for line in 'COPY --chmod=600 f /f' 'ADD --chmod=600 f /f' 'RUN --mount=type=cache,target=/c true' 'FROM --nope=1 busybox' 'WORKDIR --x=1 /y'; do printf 'FROM busybox\n%s\n' "$line" > Dockerfile; echo "$line"; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1; done
