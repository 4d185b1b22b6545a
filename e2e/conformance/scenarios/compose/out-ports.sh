# title: ports: one, a range, an address, udp
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web:
    image: busybox
    command: sleep 100
    ports: ['8071:80', '127.0.0.1:8072:81', '8073-8074:82-83', '8075:84/udp']
    expose: ['90']
E
compose up -d
docker port conf_web_1 | sort | sed 's/0.0.0.0/all/'
docker inspect -f '{{json .Config.ExposedPorts}}' conf_web_1
compose port web 80
compose up -d --scale web=2
compose down -t 0
