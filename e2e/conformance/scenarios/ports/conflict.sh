# title: a port that is taken
docker run -d --name a1 -p 8081:80 busybox sleep 100
docker run -d --name b1 -p 8081:80 busybox sleep 100 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker ps -a --format '{{.Names}} {{.Status}}'
docker rm -f a1
docker start b1
