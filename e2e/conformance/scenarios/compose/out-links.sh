# title: links and external_links: names of a container’s own
export COMPOSE_PROJECT_NAME=conf
docker network create outside >/dev/null; docker run -d --name stranger --network outside busybox sleep 100 | wc -c
cat >docker-compose.yml <<E
version: '3.7'
services:
  web:
    image: busybox
    command: sleep 100
    links: ['db:database', cache]
    external_links: ['stranger:friend', stranger]
    networks: [default, outside]
  db: {image: busybox, command: sleep 100}
  cache: {image: busybox, command: sleep 100}
  alone: {image: busybox, command: sleep 100}
networks: {outside: {external: true}}
E
compose up -d web
outcome
for name in database db cache friend stranger conf_db_1 db_1; do docker exec conf_web_1 ping -c1 -w5 $name | head -1 | sed 's/(.*//'; done
docker exec conf_db_1 ping -c1 -w5 web | head -1 | sed 's/(.*//'
docker exec conf_db_1 ping -c1 -w5 database 2>&1 | tail -1
docker inspect -f '{{json (index .NetworkSettings.Networks "conf_default").Links}}' conf_db_1
docker inspect -f '{{range (index .NetworkSettings.Networks "conf_default").Links}}{{println .}}{{end}}' conf_web_1 | sort
compose up -d -t 0 --force-recreate db
docker exec conf_web_1 ping -c1 -w5 database | head -1 | sed 's/(.*//'
compose down -t 0
printf "version: '3.7'\nservices:\n%s\n" '  web: {image: busybox, links: [nosuch]}' >docker-compose.yml; compose up -d
docker rm -f stranger; docker network rm outside
