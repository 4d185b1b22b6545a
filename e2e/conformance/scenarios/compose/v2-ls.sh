# title: ls: projects of this daemon
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose ls
docker compose up -d 2>/dev/null
docker compose -p other up -d db 2>/dev/null
docker compose ls
docker compose ls -q
docker compose ls --format json
docker compose ls --filter name=oth
docker compose ls --filter nosuch=1
docker compose -p other kill 2>/dev/null
docker compose ls
docker compose ls -a
docker compose ls nosuch
docker compose -p other down 2>/dev/null; docker compose down 2>/dev/null
