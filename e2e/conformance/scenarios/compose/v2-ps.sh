# title: ps of what runs, of all, of a service, as IDs, names and JSON
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose ps
docker compose up -d 2>/dev/null
docker compose ps
docker compose ps -q
docker compose ps --services
docker compose ps web
docker compose ps --format '{{.Name}} {{.Service}} {{.State}} {{.Health}} {{.ExitCode}} {{range .Publishers}}{{.TargetPort}}/{{.Protocol}} {{end}}'
docker compose ps --format json db
docker compose kill db 2>/dev/null
docker compose ps --services
docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
docker compose ps --filter status=exited --services
docker compose ps --status running --services
docker compose ps --filter nosuch=1
docker compose ps --filter status
docker compose ps nosuch
docker compose down 2>/dev/null
