# title: services that are not in the file any more
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100}
  old: {image: busybox, command: sleep 100}
E
compose up -d
sed -i '/old:/d' docker-compose.yml
compose up -d
outcome
compose up -d -t 0 --remove-orphans
outcome
compose down -t 0
