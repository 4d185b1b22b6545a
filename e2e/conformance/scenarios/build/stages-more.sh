# title: stages: the same name twice, names of images, numbers, --from of what is later, unused ones, from scratch
printf '%s\n' 'FROM busybox AS x' 'RUN echo first > /f' 'FROM busybox AS y' 'RUN echo second > /f' 'FROM busybox AS unused' 'RUN echo unused' 'FROM scratch' 'COPY --from=Y /f /from-name' 'COPY --from=0 /f /from-0' 'COPY --from=1 /f /from-1' 'COPY --from=busybox:latest /bin/busybox /bin/sh' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t stages . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
docker create --name c1 stages /bin/sh >/dev/null; for f in from-name from-0 from-1; do docker cp c1:/$f - | tar -xO; done; docker export c1 | tar -tv --numeric-owner bin/sh | cut -c1-20
printf 'FROM busybox AS x\nFROM busybox AS X\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
for s in 'COPY --from=2 /a /a' 'COPY --from=later /a /a' 'COPY --from=-1 /a /a' 'COPY --from=$x /a /a' 'COPY --from= /a /a' 'COPY --from=busybox /nosuch /a' 'COPY --from=busybox ../etc /a'; do printf 'FROM busybox\nFROM busybox\n%s\nFROM busybox AS later\n' "$s" > Dockerfile; echo "$s"; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1 | sed 's/: Get .*//; s/: pull access.*//'; done
printf 'FROM busybox AS b\nFROM b AS c\nFROM C\nRUN echo c\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q . 2>&1 | tail -1 | cut -c1-7
