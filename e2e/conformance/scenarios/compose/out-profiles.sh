# title: profiles are off until they are asked for
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.9'
services:
  web: {image: busybox, command: sleep 100}
  probe: {image: busybox, command: sleep 100, profiles: [debug]}
  test: {image: busybox, command: sleep 100, profiles: [ci, debug]}
E
compose up -d
outcome
compose --profile ci up -d
outcome
compose up -d probe
outcome
compose --profile debug down -t 0
outcome
