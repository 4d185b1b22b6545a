# title: profiles, by flag, by variable and by name
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sleep 100, stop_grace_period: 0s}
  probe: {image: busybox, command: sleep 100, stop_grace_period: 0s, profiles: [debug]}
  test: {image: busybox, command: sleep 100, stop_grace_period: 0s, profiles: [ci, debug], depends_on: [db]}
  db: {image: busybox, command: sleep 100, stop_grace_period: 0s, profiles: [data]}
E
docker compose config --services; docker compose config --profiles
docker compose --profile debug config --services
docker compose --profile debug --profile data config --services
COMPOSE_PROFILES=debug,data docker compose config --services
docker compose --profile '*' config --services
docker compose up -d 2>/dev/null; docker compose ps --format '{{.Service}}'
docker compose up -d probe 2>/dev/null; docker compose ps --format '{{.Service}}'
docker compose up -d test
docker compose run --rm -T probe echo ran 2>/dev/null
docker compose stop; docker compose ps -a --format '{{.Service}} {{.State}}'
docker compose --profile debug --profile data down 2>&1 | grep Removed | sort
docker compose --profile 'bad name' config --services
