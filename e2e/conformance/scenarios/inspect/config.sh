# title: what was asked for
docker create --name i1 -e A=b -w /w -u 1:1 -l k=v --entrypoint sh -h host --stop-signal INT --stop-timeout 3 -t busybox -c true
docker inspect -f '{{json .Config}}' i1
