# title: down --rmi, in v2’s words
# clients: ours
mkdir app; printf 'FROM busybox\nCMD sleep 100\n' >app/Dockerfile
docker tag busybox mine:1
cat >compose.yaml <<E
name: conf
services:
  web: {build: ./app, stop_grace_period: 0s}
  taken: {image: 'mine:1', command: sleep 100, stop_grace_period: 0s}
E
docker compose build >/dev/null 2>&1
docker compose up -d 2>/dev/null; docker compose ps --format '{{.Service}} {{.Image}}' | sort
docker compose down --rmi nonsense
docker compose down --rmi local 2>&1 | grep Image | sort
docker images --format '{{.Repository}}:{{.Tag}}' | sort
docker compose build >/dev/null 2>&1; docker run -d --name other --rm conf-web | wc -c
docker compose down --rmi all 2>&1 | grep Image | sort
docker images --format '{{.Repository}}:{{.Tag}}' | grep -v '<none>' | sort
docker rm -f other; docker compose down --rmi local
docker compose down --rmi local
