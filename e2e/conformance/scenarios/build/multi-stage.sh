# title: several stages: AS, --from by name and number, --target
echo src > f
printf '%s\n' 'FROM busybox AS build' 'COPY f /out/f' 'RUN echo made >> /out/f && chown 3:4 /out/f' 'FROM busybox as Other' 'COPY --from=0 /out/f /other' 'FROM scratch AS bare' 'COPY --from=build /out /' 'FROM busybox' 'COPY --from=other /other /final' 'COPY --from=busybox /bin/busybox /bb' 'CMD cat /final' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t multi . 2>/dev/null
docker run --rm multi; docker run --rm multi stat -c "%u %g" /final
