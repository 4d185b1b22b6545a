# title: without a file, and by the name of a project
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose up -d 2>/dev/null
mkdir ../empty; cd ../empty
docker compose ps
docker compose up -d
docker compose logs
docker compose exec web ls
docker compose -p conf ps --services
docker compose -p conf exec -T web echo in
docker compose -p conf logs --no-color db
docker compose -p conf port web 80
docker compose -p conf top | head -1 | tr -s ' '
docker compose -p conf stop web
docker compose -p conf start web
docker compose -p nosuch ps
docker compose -p nosuch kill
docker compose -p nosuch stop
docker compose -p nosuch start
COMPOSE_PROJECT_NAME=conf docker compose ps --services
docker compose -p conf down 2>/dev/null
docker ps -aq
