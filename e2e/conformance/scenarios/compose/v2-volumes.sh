# title: volumes of a project
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sleep 100, volumes: ['data:/d', '/anonymous'], stop_grace_period: 0s}
  db: {image: busybox, command: sleep 100, stop_grace_period: 0s}
volumes: {data: {}, unused: {}}
E
docker compose up -d 2>/dev/null
docker compose volumes
docker compose volumes -q
docker compose volumes web --format '{{.Name}} {{.Driver}}'
docker compose volumes db
docker compose volumes nosuch
docker compose down 2>&1 | sort
docker compose down -v 2>&1 | sort
docker volume ls -q | wc -l
