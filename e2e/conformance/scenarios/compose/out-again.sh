# title: up again leaves what has not changed
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100}
  db: {image: busybox, command: sleep 100}
E
compose up -d
docker ps -q --no-trunc | sort >../before
compose up -d
docker ps -q --no-trunc | sort | diff ../before -
sed -i '/db:/s/100/200/' docker-compose.yml
compose up -d -t 0
docker ps -q --no-trunc | sort | diff ../before - | grep -c '^>'
outcome
compose up -d -t 0 --force-recreate web
docker ps -q --no-trunc | sort | diff ../before - | grep -c '^>'
compose down -t 0
