# title: --output: files to a folder, to a tar, to stdout
# builder: buildkit
echo x > f; chmod 640 f; printf '%s\n' 'FROM busybox AS b' 'RUN mkdir -p /d/e && echo made > /d/e/made && ln -s e/made /d/l && chmod 4755 /d/e/made && chown 3:4 /d/e' 'FROM scratch' 'COPY --from=b /d /d' 'COPY f /' 'CMD ["x"]' > Dockerfile
buildkit --output out . && listed out
buildkit -o type=local,dest=out2 . && listed out2
buildkit -o type=tar,dest=o.tar . && tar -tvf o.tar --numeric-owner | sed 's/ [0-9-]*-[0-9-]* [0-9:]*//' | sort -k4
docker images -q | wc -l
buildkit -o type=nosuch,dest=x .
