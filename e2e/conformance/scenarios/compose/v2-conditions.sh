# title: depends_on with conditions
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  setup: {image: busybox, command: 'true'}
  bad: {image: busybox, command: 'false'}
  web:
    image: busybox
    command: sleep 100
    stop_grace_period: 0s
    depends_on:
      setup: {condition: service_completed_successfully}
  never:
    image: busybox
    command: sleep 100
    depends_on: {bad: {condition: service_completed_successfully}}
E
docker compose up -d web
docker compose up -d never 2>&1 | tail -1
docker compose ps -a --format '{{.Service}} {{.State}} {{.Health}}'
docker compose down 2>/dev/null
