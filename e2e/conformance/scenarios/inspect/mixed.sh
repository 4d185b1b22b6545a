# title: names of several kinds
docker volume create v1
docker network create n1
docker create --name web busybox
docker inspect -f '{{.Name}}' v1 n1 web
docker inspect --type container -f '{{.Name}}' web
docker inspect --type network web
docker inspect --type nosuch web
