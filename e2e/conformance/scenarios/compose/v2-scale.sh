# title: scale, and containers of a number
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sleep 100, stop_grace_period: 0s}
E
docker compose up -d --scale web=3 2>/dev/null
docker compose ps --format '{{.Name}}'
docker compose scale web=1 2>/dev/null
docker compose ps --format '{{.Name}}'
docker compose scale web=x
docker compose scale nosuch=1
docker compose scale web
docker compose down 2>/dev/null
