# title: STOPSIGNAL
printf "FROM busybox\nARG S=SIGQUIT\nSTOPSIGNAL \$S\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -t stopsignal . 2>/dev/null
docker inspect -f "{{.Config.StopSignal}}" stopsignal
printf "FROM busybox\nSTOPSIGNAL SIGNOPE\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
