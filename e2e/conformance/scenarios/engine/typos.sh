# title: unknown commands and flags
docker rnu
docker container lss
docker image
docker --nosuch
docker ps --nosuch
docker network foo bar
