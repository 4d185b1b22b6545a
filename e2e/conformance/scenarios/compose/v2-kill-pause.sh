# title: kill, pause and unpause
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose kill
docker compose up -d 2>/dev/null
docker compose pause web
docker compose ps --format '{{.Service}} {{.State}}'
docker compose pause web
docker compose unpause web
docker compose unpause web
docker compose kill -s NOSUCH db
docker compose kill db
docker compose kill nosuch
docker compose kill
docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
docker compose down 2>/dev/null
