# title: no network, and the network of another service
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100}
  side: {image: busybox, command: sleep 100, network_mode: 'service:web'}
  none: {image: busybox, command: sleep 100, network_mode: none}
E
compose up -d
outcome
[ "$(docker exec conf_side_1 hostname)" = "$(docker exec conf_web_1 hostname)" ]
docker inspect -f '{{.HostConfig.NetworkMode}}' conf_none_1
compose down -t 0
outcome
