# title: run: a container of its own, with overrides and an exit code
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web:
    image: busybox
    command: sh -c 'exit 3'
    environment: {A: one}
    ports: ['8070:80']
  db: {image: busybox, command: sleep 100}
E
compose run --rm -T web
compose run --rm -T -e A=two web sh -c '[ $A = two ] && exit 5'
compose run --rm -T --entrypoint /bin/false web
compose run -d --name mine web sleep 100
docker inspect -f '{{.Name}} {{json .Config.Cmd}} {{json .HostConfig.PortBindings}} {{index .Config.Labels "com.docker.compose.oneoff"}}' mine
compose run --rm -T nosuch
docker ps -a --format '{{.Names}}'
docker rm -f mine
compose down -t 0
outcome
