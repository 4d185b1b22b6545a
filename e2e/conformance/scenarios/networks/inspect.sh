# title: the whole document
docker network create --subnet 10.8.0.0/24 --label a=b -o com.docker.network.bridge.name=br-conf n1
docker network inspect n1
docker network ls --filter label=a --format '{{.Name}} {{.Labels}}'
docker network ls --filter driver=bridge --filter type=custom --format '{{.Name}}'
docker network ls --filter nosuch=1
