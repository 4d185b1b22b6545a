# title: volumes: named, external, with a name, binds, read only
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web:
    image: busybox
    command: sleep 100
    volumes:
      - data:/data:ro
      - outer:/outer
      - type: volume
        source: named
        target: /named
      - type: tmpfs
        target: /fast
volumes:
  data: {labels: {kind: d}}
  outer: {external: true}
  named: {name: my-own-name}
E
compose up -d
docker volume create outer
compose up -d
docker exec conf_web_1 sh -c 'touch /data/x; touch /outer/x /named/x && ls /named'
docker volume inspect -f '{{index .Labels "kind"}}' conf_data
compose down -v -t 0
docker volume ls -q
