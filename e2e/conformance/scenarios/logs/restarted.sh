# title: logs go on over a restart
docker run --name l1 busybox echo once
docker start -a l1
docker logs l1
