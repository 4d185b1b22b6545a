# title: commit of a container that runs
docker run -d --name cc busybox sh -c 'echo data > /data; sleep 60' | wc -c
docker commit cc r1 | cut -c1-7
docker commit -p=false -a me cc r2 | cut -c1-7
docker inspect -f '{{.State.Status}}' cc
docker inspect -f '{{.Author}} {{.Comment}}' r2
docker pause cc; docker commit cc r3 | cut -c1-7; docker inspect -f '{{.State.Status}}' cc; docker unpause cc
docker run --rm r3 cat /data
docker rm -f cc
