# title: an address range that is larger than the subnet, or elsewhere
docker network create --subnet 10.5.0.0/24 --ip-range 10.5.0.0/16 n1 >/dev/null; docker network inspect -f '{{json .IPAM.Config}}' n1
docker run --rm --network n1 busybox ip -4 -o addr show eth0 | tr -s ' ' | cut -d' ' -f4
docker network create --subnet 10.6.0.0/24 --ip-range 10.6.0.0/24 n2 >/dev/null; docker run --rm --network n2 busybox ip -4 -o addr show eth0 | tr -s ' ' | cut -d' ' -f4
docker network create --subnet 10.7.0.0/24 --ip-range 10.8.0.0/16 n3
docker network create --subnet 10.7.0.0/24 --ip-range 10.7.0.64/26 --gateway 10.7.0.5 n3 >/dev/null; docker network inspect -f '{{json .IPAM.Config}}' n3
docker run --rm --network n3 busybox ip -4 -o addr show eth0 | tr -s ' ' | cut -d' ' -f4
docker network rm n1 n2 n3
