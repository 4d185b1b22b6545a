# title: networks: several, aliases, internal, an address of its own
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100, networks: [front, back]}
  db:
    image: busybox
    command: sleep 100
    networks:
      back: {aliases: [database], ipv4_address: 10.98.0.9}
networks:
  front: {}
  back:
    internal: true
    labels: {side: back}
    ipam: {config: [{subnet: 10.98.0.0/24}]}
E
compose up -d
outcome
docker exec conf_web_1 ping -c1 -w5 database | head -1
docker exec conf_web_1 ping -c1 -w5 db | head -1
docker network inspect -f '{{.Internal}} {{json .IPAM.Config}} {{index .Labels "side"}}' conf_back
compose down -t 0
outcome
