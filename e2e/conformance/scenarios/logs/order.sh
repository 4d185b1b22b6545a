# title: lines of both streams in their order
docker run --name l1 busybox sh -c 'for i in 1 2 3; do echo out $i; sleep 0.2; echo err $i >&2; sleep 0.2; done' >/dev/null 2>&1
docker logs l1 2>&1
docker logs --tail 2 l1
