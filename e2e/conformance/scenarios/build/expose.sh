# title: EXPOSE: protocols, ranges, variables
printf "FROM busybox\nARG P=90\nEXPOSE 80 53/udp 8000-8002/tcp \$P\nEXPOSE 443/TCP\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t expose . | cut -c1-7
docker inspect -f "{{json .Config.ExposedPorts}}" expose
docker history --no-trunc --format "{{.CreatedBy}}" expose
printf "FROM busybox\nEXPOSE abc\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nEXPOSE 80/xyz\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
