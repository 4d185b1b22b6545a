# title: rm asks, unless it is told not to
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose rm -f
docker compose up -d 2>/dev/null
docker compose rm -f
docker compose kill web 2>/dev/null
echo n | docker compose rm; echo
echo y | docker compose rm 2>&1
docker compose ps -a --services
docker compose rm -f -s db
docker compose ps -aq
docker compose rm nosuch
docker compose down 2>/dev/null
