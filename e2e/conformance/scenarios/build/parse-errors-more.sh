# title: more Dockerfiles that cannot be read
printf "FROM busybox\nEXPOSE\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\n\n\nrunn x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nVOLUME\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nENV a=\${b\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nENV a=\${b:?needed}\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "# escape=x\nFROM busybox\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
