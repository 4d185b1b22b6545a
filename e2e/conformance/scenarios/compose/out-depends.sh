# title: what a service depends on comes with it, and before it
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100, depends_on: [db, cache]}
  db: {image: busybox, command: sleep 100, depends_on: [cache]}
  cache: {image: busybox, command: sleep 100}
  other: {image: busybox, command: sleep 100}
E
compose up -d web
outcome
compose up -d --no-deps other
outcome
compose stop -t 0 cache
docker ps -a --format '{{.Names}} {{.State}}' | sort
compose down -t 0
