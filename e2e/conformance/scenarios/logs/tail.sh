# title: --tail
docker run --name l1 busybox seq 1 10
docker logs --tail 3 l1
docker logs -n 0 l1
docker logs --tail all l1 | wc -l
docker logs --tail 100 l1 | wc -l
docker logs --tail x l1
