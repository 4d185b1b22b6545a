# title: restart
docker run -d --name r1 busybox sh -c 'echo begin; sleep 100'
soon sh -c 'docker logs r1 | grep begin'; docker restart -t 0 r1
soon sh -c 'docker logs r1 | grep -c begin | grep 2'; docker logs r1
docker ps --format '{{.Names}}'
docker restart nosuch
docker inspect -f '{{.RestartCount}}' r1
