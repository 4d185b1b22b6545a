# title: two that follow, one that comes late
docker run -d --name l1 busybox sh -c 'for i in 1 2 3 4; do echo $i; sleep 0.2; done'
docker logs -f l1 > one & docker logs -f l1 > two & wait
cmp one two && cat one
docker logs -f l1 | tail -1
