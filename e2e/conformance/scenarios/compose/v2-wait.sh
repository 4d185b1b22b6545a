# title: wait for the end of containers
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  one:
    image: busybox
    command: sh -c 'while [ ! -e /end ]; do sleep 0.1; done; exit 4'
  two: {image: busybox, command: sleep 100, stop_grace_period: 0s}
E
docker compose wait one
docker compose up -d 2>/dev/null
(sleep 1; docker compose exec -T one touch /end) & docker compose wait one
docker compose wait one
docker compose wait
docker compose rm -f one >/dev/null 2>&1; docker compose up -d 2>/dev/null
(sleep 1; docker compose exec -T one touch /end) & docker compose wait one --down-project 2>/dev/null
docker ps -aq
