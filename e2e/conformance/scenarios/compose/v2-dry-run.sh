# title: --dry-run changes nothing
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose up -d 2>/dev/null
docker compose --dry-run kill 2>&1 | sort
docker compose --dry-run pause 2>&1 | sort
docker compose --dry-run cp compose.yaml web:/x
docker compose --dry-run exec web true
docker compose exec -T web ls /x
docker compose ps --format '{{.Service}} {{.State}}'
docker compose down 2>/dev/null
