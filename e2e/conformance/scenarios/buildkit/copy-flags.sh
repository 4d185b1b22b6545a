# title: COPY --chmod, --chown, --from, --link; what the history says of it
# builder: buildkit
mkdir -p d/sub; echo x > f; echo y > d/sub/g; chmod 640 d/sub/g
printf '%s\n' 'FROM busybox AS a' 'RUN echo made > /made && chown 3:4 /made && chmod 4711 /made' 'FROM busybox' 'COPY --chmod=640 f /f' 'COPY --chmod=755 d /d' 'COPY --chown=1:2 d /owned' 'COPY --chown=daemon --chmod=700 f /new/dir/' 'COPY --from=a /made /made' 'COPY --from=a --chown=9:9 /made /given' > Dockerfile
buildkit -t one . && image one
