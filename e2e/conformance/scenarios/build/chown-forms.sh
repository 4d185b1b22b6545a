# title: --chown: names, numbers, half of each, unknown ones, with variables, of ADD and COPY
mkdir -p d/e; echo x > d/e/f; echo y > g
printf '%s\n' 'FROM busybox' 'RUN echo "joe:x:1234:4321::/:/bin/sh" >> /etc/passwd && echo "team:x:777:" >> /etc/group && echo "joe:x:55:" >> /etc/group' 'ARG O=joe' 'COPY --chown=joe g /1' 'COPY --chown=joe:team g /2' 'COPY --chown=99 g /4' 'COPY --chown=99:team g /5' 'COPY --chown=joe:88 g /6' 'COPY --chown=$O d /7' 'ADD --chown=joe:team d /8/' 'ADD --chown=0:99 g /9/new/g' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t own . 2>/dev/null | tail -1
docker run --rm own sh -c "find /1 /2 /4 /5 /6 /7 /8 /9 | sort | xargs stat -c '%n %u:%g %A'"
for o in nosuch joe:nosuch ""; do printf 'FROM own\nCOPY --chown=%s g /x\n' "$o" > Dockerfile; echo "$o"; DOCKER_BUILDKIT=0 docker build -q . 2>&1 | tail -1 | sed "s/sha256:.*/built/"; done
printf 'FROM scratch\nCOPY --chown=5:6 g /g\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q . | cut -c1-7
