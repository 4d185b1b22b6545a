# title: the usage of groups
docker container --help
docker image --help
docker network --help
docker volume --help
docker system
