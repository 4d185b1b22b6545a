# title: the newest first, -n and -l
for i in 1 2 3 4; do docker create --name c$i busybox >/dev/null; done
docker ps -a --format '{{.Names}}'
docker ps -n 2 --format '{{.Names}}'
docker ps -l --format '{{.Names}}'
docker ps -n -1 --format '{{.Names}}' | wc -l
docker ps -n x
docker ps --last 1 -q | wc -c
docker start c1 >/dev/null; docker ps -n 1 --format '{{.Names}}'
