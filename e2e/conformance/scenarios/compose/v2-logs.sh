# title: logs: prefixes, colours, times, tails, one of several
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sh -c 'echo one; echo two >&2; exec sleep 100', ports: ['8080:80'], stop_grace_period: 0s}
  db: {image: busybox, command: sh -c 'echo db; exec sleep 100', stop_grace_period: 0s}
E
docker compose up -d 2>/dev/null
soon sh -c 'docker compose logs web | grep two'
docker compose logs --no-color db
docker compose --ansi always logs db
docker compose logs --no-log-prefix db
docker compose logs -n 1 web | wc -l
docker compose logs | sort
docker compose logs -t db
docker compose logs --since 1h --until 30m
docker compose logs --since nonsense
docker compose logs --index 1
docker compose logs --index 1 db
docker compose logs --index 7 db
docker compose logs nosuch
docker compose down 2>/dev/null
