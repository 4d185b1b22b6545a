# title: filters by port, health and ID
id=$(docker run -d --name p1 -p 8080:80 --expose 90 busybox sleep 100)
docker run -d --name h1 --health-cmd true --health-interval 300ms busybox sleep 100
docker ps -a --filter publish=8080 --format '{{.Names}}'
docker ps -a --filter publish=8000-8090/tcp --format '{{.Names}}'
docker ps -a --filter expose=90 --format '{{.Names}}'
docker ps -a --filter id=$id --format '{{.Names}}'
docker ps -a --filter health=none --format '{{.Names}}'
soon sh -c 'docker ps --filter health=healthy -q | grep .'; docker ps --filter health=healthy --format '{{.Names}}'
