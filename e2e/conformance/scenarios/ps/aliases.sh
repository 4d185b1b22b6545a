# title: ps, container ls, list, ps
docker create --name a1 busybox
docker container ls -aq | wc -c
docker container list -a --format '{{.Names}}'
docker container ps -a --format '{{.Names}}'
docker ps extra
docker ps -a --no-trunc -q | wc -c
