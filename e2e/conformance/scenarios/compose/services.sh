# title: docker-compose with services that depend on each other
printf 'version: "3"\nservices:\n  web:\n    image: busybox\n    command: sh -c "echo web; while :; do echo hello | nc -l -p 80; done"\n    ports: ["8080:80"]\n    depends_on: [db]\n  db:\n    image: busybox\n    command: sh -c "echo db; sleep 100"\n    environment: {SECRET: x}\n    networks: {default: {aliases: [database]}}\n    stop_grace_period: 0s\n' > docker-compose.yml
export COMPOSE_PROJECT_NAME=conf; docker-compose config --services | sort
docker-compose up -d 2>&1 | grep -v -e '\.\.\. $' | sort
docker-compose ps | tail -2
docker-compose exec -T web ping -c 1 -W 2 database | grep -o '[0-9]*% packet loss'
docker-compose exec -T web sh -c 'nc web 80'
docker-compose exec -T web sh -c 'exit 3'; echo $?
docker-compose port web 80
docker-compose top db | tail -1 | grep -o 'sleep 100'
docker-compose logs --no-color --tail 1 db
docker-compose run --rm -T db echo one-off 2>&1 | grep -v Creating
docker-compose images | tail -2 | tr -s ' ' | cut -d' ' -f1-3
docker-compose down -t 0 2>&1 | grep -v '\.\.\. $' | sort
docker network ls --filter type=custom -q
