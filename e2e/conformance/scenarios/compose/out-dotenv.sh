# title: COMPOSE_ variables of .env, and --env-file
mkdir stage
printf "version: '3.9'\nservices: {web: {image: 'busybox:\${TAG}', command: sleep 100, labels: {where: '\${WHERE}'}}}\n" >stage/base.yml
printf "version: '3.9'\nservices:\n  web: {labels: {more: 'yes'}}\n  probe: {image: busybox, command: sleep 100, profiles: [debug]}\n" >stage/more.yml
cat >.env <<E
COMPOSE_PROJECT_NAME=conf
COMPOSE_FILE=stage/base.yml%stage/more.yml
COMPOSE_PATH_SEPARATOR=%
TAG=latest
WHERE='of .env' # not this
E
compose up -d
outcome
COMPOSE_PROFILES=debug compose up -d
docker ps --format '{{.Names}}' | sort
WHERE=shell compose up -d -t 0 web
outcome
printf 'COMPOSE_PROJECT_NAME=conf\nTAG=latest\nWHERE=other\n' >other.env
COMPOSE_PROFILES=debug compose down -t 0
compose --env-file other.env -f stage/base.yml up -d
outcome
compose --env-file other.env -f stage/base.yml -p conf2 up -d
outcome
compose --env-file other.env -f stage/base.yml -p conf2 down -t 0
compose --env-file other.env -f stage/base.yml down -t 0
compose --env-file nosuch.env up -d
outcome
