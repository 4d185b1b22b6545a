# title: the sweep of every tutorial
docker run -d --name a1 busybox sleep 100; docker run --name b1 busybox true
docker rm -f $(docker ps -aq) | wc -l
docker ps -aq
docker rmi $(docker images -q) | head -1
docker images -q
docker rm -f $(docker ps -aq)
