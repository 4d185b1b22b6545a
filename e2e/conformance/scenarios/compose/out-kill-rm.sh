# title: kill, rm, pause and unpause
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100}
  db: {image: busybox, command: sleep 100}
E
compose up -d
compose pause web
docker ps -a --format '{{.Names}} {{.State}}' | sort
compose unpause web
compose kill -s KILL db
docker ps -a --format '{{.Names}} {{.State}}' | sort
compose rm -f
docker ps -a --format '{{.Names}} {{.State}}' | sort
compose rm -f -s web
docker ps -a --format '{{.Names}} {{.State}}' | sort
compose down -t 0
