# title: restart keeps the containers
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: "sh -c 'echo begun >>/starts; sleep 100'"}
E
compose up -d
docker ps -q >../before
soon docker exec conf_web_1 grep . /starts
compose restart -t 0
soon docker exec conf_web_1 sh -c '[ $(wc -l </starts) = 2 ]'
docker ps -q | diff ../before -
compose restart -t 0 nosuch
compose down -t 0
