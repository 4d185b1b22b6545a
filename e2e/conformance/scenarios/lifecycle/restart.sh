# title: restart
docker run -d --name r1 busybox sh -c 'echo begin; sleep 100'
docker restart -t 0 r1
sleep 0.4; docker logs r1
docker ps --format '{{.Names}}'
docker restart nosuch
docker inspect -f '{{.RestartCount}}' r1
