# title: --abort-on-container-exit and --exit-code-from give the code
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  ends: {image: busybox, command: sh -c 'sleep 1; exit 3', depends_on: [stays]}
  stays: {image: busybox, command: sleep 100, stop_grace_period: 0s}
E
compose up --exit-code-from ends
docker ps -a --format '{{.Names}} {{.State}}' | sort
compose up --abort-on-container-exit >/dev/null
docker ps -a --format '{{.Names}} {{.State}}' | sort
compose up -d --abort-on-container-exit
compose down -t 0
outcome
