# title: up and down leave the same, whichever compose did it
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100, labels: {tier: front}}
  db: {image: busybox, command: sleep 100, volumes: ['data:/d']}
volumes: {data: {}}
E
compose up -d
outcome
compose stop -t 0
outcome
compose start
outcome
compose down -t 0
outcome
compose down -v
outcome
