# title: extends, of this file and of another
export COMPOSE_PROJECT_NAME=conf
cat >base.yml <<E
version: '2.4'
services:
  base: {image: busybox, command: sleep 100, environment: {A: base, B: base}, labels: {from: base}}
E
cat >docker-compose.yml <<E
version: '2.4'
services:
  web:
    extends: {file: base.yml, service: base}
    environment: {B: web}
  worker:
    extends: {service: web}
    command: sleep 200
E
compose up -d
docker exec conf_web_1 sh -c 'echo $A $B'
docker exec conf_worker_1 sh -c 'echo $A $B'
outcome
compose down -t 0
