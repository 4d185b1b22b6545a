# title: inspect of what is not there
docker inspect nosuch
docker container inspect nosuch
docker image inspect nosuch
docker volume inspect nosuch
docker network inspect nosuch
