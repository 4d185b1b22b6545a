# title: --pull of up, create and run, and images that are not there
# clients: ours
# images: busybox
export COMPOSE_PROJECT_NAME=conf
docker tag busybox localhost:1/bb
printf 'services: {bb: {image: "localhost:1/bb", command: echo ran}}\n' >compose.yaml
docker compose up -d --pull nonsense
docker compose up --no-start --pull always 2>&1 | grep -o 'connection refused' | sort -u
docker compose up --no-start --pull missing 2>&1 | sort
docker compose create --pull never --force-recreate 2>&1 | sort; docker compose down 2>/dev/null
docker compose run --rm --pull never bb
docker rmi localhost:1/bb >/dev/null; docker compose create --pull never
docker compose run --rm --pull never bb
docker compose run --rm --quiet-pull bb 2>&1 | grep -o 'connection refused' | sort -u
docker compose down 2>/dev/null
