# title: the whole config of an image that sets all there is
printf '%s\n' 'FROM busybox' 'MAINTAINER me' 'LABEL b=2 a=1' 'ENV Z=1 A=2' 'EXPOSE 9 8/udp' 'VOLUME ["/v2", "/v1"]' 'WORKDIR /w' 'USER 1:2' 'STOPSIGNAL 9' 'HEALTHCHECK --interval=1m --timeout=2s --start-period=3s --retries=4 CMD ["true", "x"]' 'SHELL ["/bin/sh", "-ec"]' 'ONBUILD RUN true' 'ENTRYPOINT ["e", "f"]' 'CMD ["c", "d"]' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t whole . | cut -c1-7
docker inspect whole | sed -n '/^        "Config": {/,/^        }/p' | grep -v '"Image"'
docker inspect whole | sed -n '/^        "ContainerConfig": {/,/^        }/p' | grep -v '"Image"'
docker history --no-trunc --format "{{.CreatedBy}}|{{.Size}}|{{.Comment}}" whole
