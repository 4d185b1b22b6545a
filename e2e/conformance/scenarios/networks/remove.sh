# title: network rm in its forms
docker network create n1; docker network create n2; docker network create n3
docker network rm n1 nosuch n2
docker network rm -f nosuch
docker network remove n3
docker network rm bridge host none
docker network rm
docker network inspect nosuch
docker network inspect -f '{{.Name}}' bridge nosuch host
id=$(docker network create n4); docker network rm $(echo $id | cut -c1-6) | wc -c
docker network ls --filter type=custom -q
