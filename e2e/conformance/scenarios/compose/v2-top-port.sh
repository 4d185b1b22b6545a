# title: top, port and images
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sleep 100, ports: ['8081:80', '8082:81/udp'], stop_grace_period: 0s}
E
docker compose top
docker compose up -d 2>/dev/null
docker compose top | awk '{print $1, $2, $NF}'
docker compose top nosuch
docker compose port web 80
docker compose port --protocol udp web 81
docker compose port web 82 2>&1 | sed 's/: .*//'
docker compose port web abc
docker compose port web 70000
docker compose port web
docker compose port nosuch 80
docker compose images | awk '{print $1, $2, $3}'
docker compose images -q | wc -l
docker compose images --format nonsense
docker compose down 2>/dev/null
