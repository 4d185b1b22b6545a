# title: links and external_links in v2’s names
# clients: ours
docker network create outside >/dev/null; docker run -d --name stranger --network outside busybox sleep 100 | wc -c
cat >compose.yaml <<E
name: conf
services:
  web:
    image: busybox
    command: sleep 100
    stop_grace_period: 0s
    links: ['db:database', cache]
    external_links: ['stranger:friend']
    networks: [default, outside]
  db: {image: busybox, command: sleep 100, stop_grace_period: 0s}
  cache: {image: busybox, command: sleep 100, stop_grace_period: 0s}
networks: {outside: {external: true}}
E
docker compose up -d web 2>/dev/null; docker compose ps --format '{{.Name}}'
for name in database db cache friend stranger conf-db-1; do docker compose exec -T web ping -c1 -w5 $name | head -1 | sed 's/(.*//'; done
docker inspect -f '{{range (index .NetworkSettings.Networks "conf_default").Links}}{{println .}}{{end}}' conf-web-1 | sort
docker compose config --services
docker compose up -d --force-recreate db 2>/dev/null; docker compose exec -T web ping -c1 -w5 database | head -1 | sed 's/(.*//'
docker compose down 2>/dev/null
printf 'name: conf\nservices: {web: {image: busybox, links: [nosuch]}}\n' >compose.yaml; docker compose up -d
printf 'name: conf\nservices: {web: {image: busybox, external_links: [nosuch]}}\n' >compose.yaml; docker compose up -d
docker compose down 2>/dev/null; docker rm -f stranger; docker network rm outside
