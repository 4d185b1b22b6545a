# title: up without -d: prefixes, exit codes, the end of the first
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  one: {image: busybox, command: sh -c 'echo hello; sleep 0.3; exit 3'}
E
docker compose up 2>/dev/null
docker compose up --exit-code-from one 2>/dev/null
docker compose up --abort-on-container-exit --no-log-prefix 2>/dev/null
docker compose down 2>/dev/null
