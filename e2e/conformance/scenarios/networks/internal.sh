# title: --internal
docker network create --internal i1
docker network inspect -f '{{.Internal}} {{.Attachable}} {{.EnableIPv6}}' i1
docker run --rm --network i1 busybox sh -c 'ip route | grep -c default'
