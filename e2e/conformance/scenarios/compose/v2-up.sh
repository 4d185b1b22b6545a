# title: up and down, in v2’s words
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sleep 100, stop_grace_period: 0s}
E
docker compose up -d
docker compose up -d
docker compose stop
docker compose start
docker compose restart
docker compose down
docker compose down
docker compose down nosuch
docker compose up -d nosuch
docker compose create
docker compose ps -a --format '{{.Name}} {{.State}}'
docker compose down
