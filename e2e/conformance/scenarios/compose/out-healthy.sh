# title: a service waits for another to be healthy
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '2.4'
services:
  db:
    image: busybox
    command: sh -c 'sleep 1; touch /ready; sleep 100'
    healthcheck: {test: test -e /ready, interval: 500ms, retries: 20}
  web:
    image: busybox
    command: sleep 100
    depends_on: {db: {condition: service_healthy}}
E
compose up -d
docker inspect -f '{{.State.Health.Status}}' conf_db_1
outcome
compose down -t 0
