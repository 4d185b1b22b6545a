# title: --network container:NAME
docker run -d --name base busybox sleep 100
docker run --rm --network container:base busybox sh -c 'hostname' | wc -c
docker inspect -f '{{.NetworkSettings.IPAddress}}' base
docker run --rm --network container:base busybox sh -c 'ip -4 addr show eth0 | grep -o "inet [0-9./]*"'
docker run --rm --network container:base -h x busybox true
docker run --rm --network container:base -p 80:80 busybox true
