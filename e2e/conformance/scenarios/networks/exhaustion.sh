# title: a network without a free address, and addresses kept back
docker network create --subnet 10.5.0.0/30 tiny
docker run -d --name a1 --network tiny busybox sleep 100
docker run -d --name b1 --network tiny busybox sleep 100 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker ps -a --format '{{.Names}} {{.State}}' | sort
docker rm -f a1; docker start b1
docker inspect -f '{{.NetworkSettings.Networks.tiny.IPAddress}}' b1
docker network create --subnet 10.6.0.0/24 --aux-address router=10.6.0.2 --aux-address nas=10.6.0.3 aux
docker network inspect -f '{{json .IPAM.Config}}' aux
docker run --rm --network aux busybox sh -c 'ip -4 addr show eth0 | grep -o "inet [0-9./]*"'
docker run --rm --network aux --ip 10.6.0.2 busybox true
docker run --rm --network aux --ip 10.6.0.1 busybox true
