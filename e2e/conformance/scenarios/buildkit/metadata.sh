# title: the config and the history of every instruction that is only that
# builder: buildkit
printf '%s\n' 'FROM busybox' 'MAINTAINER me' 'ARG x=1' 'ARG y' 'LABEL b=2 a="1 $x"' 'ENV Z=1 A="two words"' 'ENV old value' 'EXPOSE 9 8/udp 20-22' 'EXPOSE $x' 'VOLUME ["/v2", "/v1"]' 'VOLUME /v3 /v4' 'USER 1:2' 'STOPSIGNAL 9' 'HEALTHCHECK --interval=1m --timeout=2s --start-period=3s --retries=4 CMD ["true", "x"]' 'SHELL ["/bin/sh", "-ec"]' 'ENTRYPOINT e f' 'CMD ["c", "d"]' > Dockerfile
buildkit -t one . && image one
