# title: -u by name, number and group
docker run --rm busybox id
docker run --rm -u 1000 busybox id -u
docker run --rm -u 1000:2000 busybox sh -c 'id -u; id -g'
docker run --rm -u nobody busybox id -un
docker run --rm -u nosuch busybox true
docker run --rm -u 0:nosuch busybox true
docker run --rm --group-add 5000 -u 1 busybox id -G
