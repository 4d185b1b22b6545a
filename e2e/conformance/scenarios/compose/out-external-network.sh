# title: a network that is there before
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100, networks: [outer]}
networks:
  outer: {external: true, name: shared}
E
compose up -d
docker network create shared
compose up -d
docker inspect -f '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}' conf_web_1
compose down -t 0
docker network inspect -f '{{.Name}} {{len .Containers}}' shared
docker network rm shared
