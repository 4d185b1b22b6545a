# title: filters by port, health, ID and several at once
id=$(docker run -d --name p1 -p 8080:80 --expose 90 busybox sleep 100)
docker run -d --name h1 --health-cmd true --health-interval 300ms busybox sleep 100
docker create --name c1 -l a=1 -l b=2 busybox
docker ps -a --filter publish=8080 --format '{{.Names}}'
docker ps -a --filter publish=8000-8090/tcp --format '{{.Names}}'
docker ps -a --filter expose=90 --format '{{.Names}}'
docker ps -a --filter id=$id --format '{{.Names}}'
docker ps -a --filter health=none --format '{{.Names}}' | sort
soon sh -c 'docker ps --filter health=healthy -q | grep .'; docker ps --filter health=healthy --format '{{.Names}}'
docker ps -a --filter label=a=1 --filter label=b=2 --format '{{.Names}}'
docker ps -a --filter label=a=1 --filter label=b=3 --format '{{.Names}}'
docker ps -a --filter status=running --filter status=created --format '{{.Names}}' | sort
docker ps -a --filter name=p --filter name=c --format '{{.Names}}' | sort
docker ps -a --filter is-task=true --format '{{.Names}}'
docker ps -a --filter health=nosuch
docker ps -a --filter exited=x
docker ps -a --filter before=nosuch
docker ps -a --filter ancestor=nosuch
