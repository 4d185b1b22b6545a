# title: ONBUILD: triggers run in the next build, and only there
printf "FROM busybox\nONBUILD COPY f /app/\nONBUILD RUN cat /app/f\n" > Dockerfile; echo triggered > f
DOCKER_BUILDKIT=0 docker build -t base . 2>/dev/null
docker inspect -f "{{json .Config.OnBuild}}" base
printf "FROM base\nRUN echo after\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -t child . 2>/dev/null
docker inspect -f "{{json .Config.OnBuild}}" child
printf "FROM child\nRUN ls /app\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null
printf "FROM busybox\nONBUILD FROM x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nONBUILD ONBUILD RUN x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
