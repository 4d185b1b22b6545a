# title: --log-opt max-size drops the oldest
docker run --name l1 --log-opt max-size=1k --log-opt max-file=2 busybox seq 1 400
docker logs l1 | tail -1
docker logs l1 | head -1 | grep -c '^1$'
docker inspect -f '{{json .HostConfig.LogConfig}}' l1
docker run --rm --log-opt nosuch=1 busybox true
docker run --rm --log-opt max-size=x busybox true
docker run --rm --log-opt max-file=0 busybox true
