# title: more than one --network
docker network create n1 >/dev/null; docker network create n2 >/dev/null
docker run --rm --network n1 --network n2 busybox true 2>&1 | sed 's/: n2, n1/: n1, n2/'
docker run --rm --network n1 --network bridge busybox true
docker run --rm --network bridge --network bridge busybox true
docker run --rm --network n1 --network n1 busybox true
docker run --rm --network '' busybox true
docker ps -a --format '{{.Names}}'
