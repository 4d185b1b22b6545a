# title: several filters at once, and values that are none
docker create --name c1 -l a=1 -l b=2 busybox; docker create --name p1 busybox
docker ps -a --filter label=a=1 --filter label=b=2 --format '{{.Names}}'
docker ps -a --filter label=a=1 --filter label=b=3 --format '{{.Names}}'
docker ps -a --filter status=running --filter status=created --format '{{.Names}}'
docker ps -a --filter name=p --filter name=c --format '{{.Names}}'
docker ps -a --filter is-task=true --format '{{.Names}}'
docker ps -a --filter health=nosuch
docker ps -a --filter exited=x
docker ps -a --filter before=nosuch
docker ps -a --filter ancestor=nosuch
