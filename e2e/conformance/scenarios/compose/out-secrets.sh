# title: secrets from files, by the short and the long syntax
export COMPOSE_PROJECT_NAME=conf
docker run --rm -v /srv:/srv busybox sh -c 'rm -rf /srv/secrets; mkdir /srv/secrets; echo one >/srv/secrets/one; echo two >/srv/secrets/two'
cat >docker-compose.yml <<E
version: '3.7'
services:
  web:
    image: busybox
    command: sleep 100
    secrets:
      - one
      - {source: two, target: other}
      - {source: two, target: /somewhere/else}
secrets: {one: {file: /srv/secrets/one}, two: {file: /srv/secrets/two}}
E
compose up -d
docker exec conf_web_1 sh -c 'cat /run/secrets/one /run/secrets/other /somewhere/else; touch /run/secrets/one'
docker inspect -f '{{range .Mounts}}{{.Type}} {{.Source}} {{.Destination}} {{.RW}}{{println}}{{end}}' conf_web_1 | sort
compose down -t 0
docker run --rm -v /srv:/srv busybox rm -r /srv/secrets
printf "version: '3.7'\nservices:\n%s\n" '  web: {image: busybox, secrets: [nosuch]}' >docker-compose.yml; compose up -d
outcome
