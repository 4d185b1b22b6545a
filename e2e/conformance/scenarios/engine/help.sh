# title: the usage of commands
docker ps --help
docker rm --help
docker volume --help
docker network create --help
