# title: scaled up and down
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100}
E
compose up -d --scale web=3
outcome
compose up -d -t 0 --scale web=1
outcome
compose up -d -t 0
docker ps -q | wc -l
compose down -t 0
outcome
