# title: logs of both streams
docker run --name l1 busybox sh -c 'echo one; echo two >&2; echo three'
docker logs l1 2>/dev/null
docker logs l1 >/dev/null
docker logs nosuch
docker container logs l1 2>/dev/null | wc -l
