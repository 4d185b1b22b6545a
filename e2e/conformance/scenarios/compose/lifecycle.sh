# title: docker-compose stop, start, restart, pause, kill and rm
printf 'version: "3"\nservices:\n  one:\n    image: busybox\n    command: sleep 100\n    stop_grace_period: 0s\n' > docker-compose.yml
export COMPOSE_PROJECT_NAME=conf; docker-compose up -d 2>&1 | tail -1
docker-compose pause 2>&1 | tail -1; docker ps --format '{{.Names}} {{.State}}'
docker-compose unpause 2>&1 | tail -1
docker-compose restart -t 0 2>&1 | tail -1; docker ps --format '{{.Names}} {{.State}}'
docker-compose stop -t 0 2>&1 | tail -1; docker ps -a --format '{{.Names}} {{.State}}'
docker-compose start 2>&1 | tail -1; docker ps --format '{{.Names}} {{.State}}'
docker-compose kill 2>&1 | tail -1; docker ps -a --format '{{.Names}} {{.Status}}' | grep -o 'Exited (137)'
docker-compose rm -f 2>&1 | tail -1; docker ps -aq
docker-compose up -d --no-deps one 2>&1 | tail -1; docker-compose up -d 2>&1 | tail -1
docker-compose up -d --force-recreate 2>&1 | tail -1; docker ps --format '{{.Names}}'
docker-compose down --rmi local -v -t 0 2>&1 | tail -1
