# title: containers that the file has no more
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose up -d 2>/dev/null
printf 'name: conf\nservices: {db: {image: busybox, command: sleep 100}}\n' >compose.yaml
docker compose ps --services
docker compose ps --services --orphans=false
docker compose up -d --no-recreate 2>&1 | grep -c orphan
docker compose kill --remove-orphans 2>&1 | sort
docker compose down --remove-orphans 2>/dev/null; docker ps -aq
