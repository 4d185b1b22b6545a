# title: --target, and a stage FROM a stage
echo src > f
printf '%s\n' 'FROM busybox AS build' 'COPY f /out/f' 'RUN echo made >> /out/f && chown 3:4 /out/f' 'FROM busybox as Other' 'COPY --from=0 /out/f /other' 'FROM scratch AS bare' 'COPY --from=build /out /' 'FROM busybox' 'COPY --from=other /other /final' 'COPY --from=busybox /bin/busybox /bb' 'CMD cat /final' > Dockerfile
DOCKER_BUILDKIT=0 docker build --target BUILD -t target . 2>/dev/null | tail -3
DOCKER_BUILDKIT=0 docker build --target 1 -t number . 2>&1 | tail -1
DOCKER_BUILDKIT=0 docker build --target nosuch . 2>&1 | tail -1
docker history --no-trunc --format "{{.CreatedBy}} {{.Size}}" multi
printf "FROM busybox AS a\nRUN echo a > /a\nFROM a\nRUN cat /a\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null
