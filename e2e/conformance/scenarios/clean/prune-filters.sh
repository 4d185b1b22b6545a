# title: container prune with filters
docker run --name a1 -l keep=1 busybox true; docker run --name b1 -l drop=1 busybox true; docker run --name c1 busybox true
docker container prune -f --filter until=10m | grep -v reclaimed
docker container prune -f --filter label=drop=1 | grep -v -e reclaimed -e '^[0-9a-f]*$'; docker ps -a --format '{{.Names}}'
docker container prune -f --filter label!=keep >/dev/null; docker ps -a --format '{{.Names}}'
docker container prune -f --filter nosuch=1
docker container prune -f --filter until=nonsense
docker container prune nonsense
docker container prune -f >/dev/null; docker ps -aq
docker container prune -f
