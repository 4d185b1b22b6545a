# title: names of several kinds
docker volume create v1
docker network create n1
docker create --name c1 busybox
docker inspect -f '{{.Name}}' v1 n1 c1
docker inspect --type container -f '{{.Name}}' c1
docker inspect --type network c1
docker inspect --type nosuch c1
