# title: subnets and addresses that are refused
docker network create --subnet 10.5.0.0/24 n1
docker network create --subnet 10.5.0.0/16 n2
docker network create --gateway 10.6.0.1 n2
docker network create --ip-range 10.6.0.0/24 n2
docker network create --aux-address a=10.6.0.1 n2
docker network create --subnet 10.6.0.0/24 --gateway 10.7.0.1 n2
docker network create --subnet 10.6.0.0/24 --ip-range 10.7.0.0/25 n2
docker network create --subnet 10.6.0.0/24 --gateway nonsense n2
docker network create --subnet 10.6.0.0/24 --aux-address a=10.7.0.9 n2
docker network create --subnet 10.6.0.0/24 --aux-address nonsense n2
docker network create --subnet 10.6.0.0/24 --subnet 10.6.0.0/25 n2
docker network create --subnet 10.6.0.0 n2
docker network create --subnet 10.6.0.0/33 n2
docker network create --subnet 10.6.0.7/24 n2
docker network inspect -f '{{json .IPAM.Config}}' n2
docker network ls --filter type=custom --format '{{.Name}}' | sort
