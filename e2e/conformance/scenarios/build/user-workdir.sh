# title: WORKDIR and COPY under USER, of links and slashes; what belongs to whom
echo x > f; printf '%s\n' 'FROM busybox' 'RUN mkdir -p /real && chown 3:4 /real && ln -s real /link' 'USER daemon' 'WORKDIR /made/by/whom' 'COPY f .' 'WORKDIR /link/sub/' 'RUN pwd; id -u' 'COPY f ./' 'USER root:daemon' 'WORKDIR ../up//x/./y' 'RUN pwd; id' 'WORKDIR "/sp ace"' 'RUN pwd' 'WORKDIR rel' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t uw . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
docker run --rm uw sh -c "stat -c '%n %A %u:%g' /made /made/by/whom /made/by/whom/f /real /real/sub /real/sub/f; pwd"
docker inspect -f '{{.Config.WorkingDir}} {{.Config.User}}' uw
printf 'FROM busybox\nUSER\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1; printf 'FROM busybox\nUSER a b\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf 'FROM busybox\nWORKDIR /etc/passwd\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1; printf 'FROM busybox\nWORKDIR $nothing\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
