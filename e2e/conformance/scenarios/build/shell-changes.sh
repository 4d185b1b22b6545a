# title: SHELL: several times, for RUN, CMD, ENTRYPOINT and HEALTHCHECK, inherited
printf '%s\n' 'FROM busybox' 'RUN echo $0 >> /log' 'SHELL ["/bin/sh", "-c", "echo shell: \"$0\" >> /log; eval \"$0\""]' 'RUN echo ran >> /log' 'HEALTHCHECK CMD check it' 'CMD cat /log' 'SHELL ["/bin/echo", "-n"]' 'RUN printed by echo' 'ENTRYPOINT entry point' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t shells . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
docker inspect -f '{{json .Config.Shell}} {{json .Config.Cmd}} {{json .Config.Entrypoint}} {{json .Config.Healthcheck}}' shells; docker run --rm --entrypoint cat shells /log
printf 'FROM shells\nRUN from the child\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -a "from the child"
printf 'FROM busybox\nSHELL []\nRUN true\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm . 2>&1 | tail -1
printf 'FROM busybox\nSHELL ["/nosuch"]\nRUN true\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm . >/dev/null 2>&1; echo $?
