# title: built images, and down --rmi
export COMPOSE_PROJECT_NAME=conf DOCKER_BUILDKIT=0 COMPOSE_DOCKER_CLI_BUILD=0
mkdir app; printf 'FROM busybox AS first\nARG WHO=nobody\nRUN echo built for $WHO >/who\nCMD sleep 100\nFROM first AS last\nRUN touch /last\n' >app/Dockerfile; cp app/Dockerfile app/other
docker tag busybox mine:1
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {build: ./app}
  named: {build: {context: app, dockerfile: other, target: first, args: {WHO: you}, labels: {by: me}}, image: 'named:2'}
  taken: {image: 'mine:1', command: sleep 100}
E
compose build
docker images --format '{{.Repository}}:{{.Tag}}' | grep -v none | sort
compose up -d
docker exec conf_web_1 sh -c 'cat /who; ls /last'
docker exec conf_named_1 sh -c 'cat /who; ls /last'
docker inspect -f '{{json .Config.Labels.by}}' named:2
compose down -t 0 --rmi local
docker images --format '{{.Repository}}:{{.Tag}}' | grep -v none | sort
compose up -d --build web
compose down -t 0 --rmi all
docker images --format '{{.Repository}}:{{.Tag}}' | grep -v none | sort
