# title: docker-compose --scale and events
printf 'version: "3"\nservices:\n  one:\n    image: busybox\n    command: sleep 100\n    stop_grace_period: 0s\n' > docker-compose.yml
export COMPOSE_PROJECT_NAME=conf; docker-compose up -d --scale one=3 2>&1 | grep done | sort
docker-compose ps -q | wc -l
docker-compose exec -T --index=2 one hostname | wc -c
docker run --rm --network conf_default busybox nslookup -type=a one | grep '^Address' | grep -vc '127.0.0.11'
docker-compose up -d --scale one=1 2>&1 | grep done | sort
docker-compose ps -q | wc -l
docker-compose events >events 2>/dev/null & events=$!
listens() { docker pause conf_one_1; docker unpause conf_one_1; grep unpause events; }; soon listens
docker restart -t 0 conf_one_1; soon grep 'container restart' events; kill $events; grep -o 'container [a-z]*' events | grep -v pause
docker-compose down -t 0 2>&1 | grep -v '\.\.\. $' | sort
