# title: network inspect with containers in it
docker network create --subnet 10.5.0.0/24 n1
docker run -d --name a1 --network n1 --ip 10.5.0.5 busybox sleep 100
docker create --name b1 --network n1 busybox
docker network inspect n1
docker network inspect -v -f '{{len .Containers}}' n1
docker inspect --type network -f '{{.Name}}' n1
docker inspect -f '{{json .NetworkSettings.Networks}}' a1
docker inspect -f '{{json .NetworkSettings.Networks}}' b1
docker network inspect -s n1
