# title: several -f, and an override file
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100, environment: {A: one, B: one}, labels: {la: one}}
E
cat >docker-compose.override.yml <<E
version: '3.7'
services:
  web: {environment: {B: two}, labels: {lb: two}}
E
cat >more.yml <<E
version: '3.7'
services:
  web: {command: sleep 300, environment: [B=three]}
  db: {image: busybox, command: sleep 100}
E
compose up -d
docker exec conf_web_1 sh -c 'echo $A $B'
outcome
compose -f docker-compose.yml -f more.yml up -d -t 0
docker exec conf_web_1 sh -c 'echo $A $B'
outcome
COMPOSE_FILE=docker-compose.yml:more.yml compose down -t 0
outcome
