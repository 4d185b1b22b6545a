# title: --network of builds: none, host, a network of one's own, a container's
docker network create bnet >/dev/null; docker run -d --name server --network bnet --network-alias srv busybox sh -c "echo served > /index.html; httpd -f -h /" >/dev/null
printf 'FROM busybox\nARG N\nRUN ls /sys/class/net | sort | tr "\\n" " "; wget -qO- srv || echo no srv\n' > Dockerfile
soon docker exec server wget -qO- localhost
DOCKER_BUILDKIT=0 docker build --network bnet --build-arg N=1 . 2>/dev/null | grep -a -x -e served -e "no srv"
DOCKER_BUILDKIT=0 docker build --network none --build-arg N=2 . 2>/dev/null | grep -a -o "no srv"
DOCKER_BUILDKIT=0 docker build --network container:server --build-arg N=3 . 2>/dev/null | grep -a -x -e served -e "no srv"
DOCKER_BUILDKIT=0 docker build --network nosuch --build-arg N=4 . 2>&1 | tail -1
printf 'FROM busybox\nRUN grep -e one -e two /etc/hosts\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --add-host one:10.1.1.1 --add-host two:::1 . 2>/dev/null | grep -a -e "one$" -e "two$"
DOCKER_BUILDKIT=0 docker build --add-host nocolon . 2>&1 | grep -a -e invalid; DOCKER_BUILDKIT=0 docker build --add-host one:bad . 2>&1 | grep -a -e invalid
docker rm -f server; docker network rm bnet
