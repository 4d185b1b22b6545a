# title: exec gives the command’s exit code
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web: {image: busybox, command: sleep 100, environment: {A: '1'}}
E
compose exec -T web true
compose up -d --scale web=2
compose exec -T web sh -c 'exit 7'
compose exec -T -e B=2 -w /tmp -u 1000 web sh -c '[ $A$B = 12 ] && [ $(pwd) = /tmp ] && [ $(id -u) = 1000 ]'
compose exec -T --index=2 web touch /me
docker exec conf_web_2 ls /me
compose exec -T --index=3 web true
compose exec -T nosuch true
compose exec -d web touch /later
soon docker exec conf_web_1 ls /later
compose down -t 0
