# title: SHELL
printf "FROM busybox\nSHELL [\"/bin/sh\", \"-ec\"]\nRUN false; echo not reached\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build --force-rm . 2>&1 | tail -1
printf "FROM busybox\nSHELL [\"/bin/sh\", \"-uc\"]\nRUN echo hi\nCMD echo cmd\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -t shell . 2>/dev/null
docker inspect -f "{{json .Config.Shell}} {{json .Config.Cmd}}" shell; docker history --no-trunc --format "{{.CreatedBy}}" shell
printf "FROM busybox\nSHELL sh\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
