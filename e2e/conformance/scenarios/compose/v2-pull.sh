# title: pull from a registry: what is skipped, policies, failures
# clients: ours
# images: busybox registry
export COMPOSE_PROJECT_NAME=conf
docker run -d -p 5001:5000 --name reg registry | wc -c
docker tag busybox localhost:5001/bb; soon docker push -q localhost:5001/bb; echo up
cat >compose.yaml <<E
services:
  web: {image: 'localhost:5001/bb:latest', build: ., depends_on: [db]}
  db: {image: 'localhost:5001/bb:1'}
  own: {build: .}
E
docker tag busybox localhost:5001/bb:1; docker push -q localhost:5001/bb:1; docker rmi localhost:5001/bb:1 localhost:5001/bb >/dev/null
docker compose pull --ignore-buildable 2>&1 | grep -E ' (Skipped|Pulled)' | sort
docker rmi localhost:5001/bb:1 >/dev/null; docker compose pull --quiet web; docker images localhost:5001/bb --format '{{.Tag}}'
docker compose pull --include-deps --quiet web; docker images localhost:5001/bb --format '{{.Tag}}' | sort
docker compose pull --policy missing 2>&1 | grep -E ' (Skipped|Pulled)' | sort
docker compose pull --policy always db 2>&1 | grep -E ' (Skipped|Pulled)' | sort
printf 'services: {no: {image: "localhost:5001/nosuch"}, yes: {image: "localhost:5001/bb"}}\n' >compose.yaml
docker compose pull --quiet; echo $?
docker compose pull --quiet --ignore-pull-failures; echo $?
printf 'services: {no: {image: "localhost:5001/nosuch", build: .}}\n' >compose.yaml
docker compose pull 2>&1 | grep -v Pulling
