# title: run: one-off containers
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose run --rm -T web echo hi 2>/dev/null
docker compose run --rm -T web sh -c 'exit 6' 2>/dev/null
docker compose run -d --name mine web sleep 100 2>/dev/null
docker compose ps --services
docker compose ps -a --format '{{.Name}} {{.State}}'
docker compose run nosuch
docker compose kill 2>/dev/null
docker rm -f mine; docker compose down 2>/dev/null
