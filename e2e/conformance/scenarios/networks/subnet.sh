# title: subnets, gateways, static addresses
docker network create --subnet 10.5.0.0/16 --gateway 10.5.0.254 --ip-range 10.5.1.0/24 n1
docker network inspect -f '{{json .IPAM.Config}}' n1
docker run --rm --network n1 --ip 10.5.3.3 busybox sh -c 'ip -4 addr show eth0 | grep -o "inet [0-9./]*"'
docker run --rm --network n1 busybox sh -c 'ip -4 addr show eth0 | grep -o "inet [0-9./]*"; ip route | grep default | cut -d" " -f3'
docker run --rm --network n1 --ip 10.9.0.1 busybox true
docker run --rm --ip 172.17.0.9 busybox true
docker network create --subnet 10.5.0.0/24 overlap
docker network create --subnet nonsense x1
