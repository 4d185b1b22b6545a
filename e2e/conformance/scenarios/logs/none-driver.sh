# title: --log-driver none
docker run --name l1 --log-driver none busybox echo unseen
docker logs l1
docker inspect -f '{{.HostConfig.LogConfig.Type}}' l1
docker run --rm --log-driver nosuch busybox true
