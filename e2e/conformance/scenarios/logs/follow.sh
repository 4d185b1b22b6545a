# title: -f ends with the container
docker run -d --name l1 busybox sh -c 'for i in 1 2 3; do echo $i; sleep 0.3; done'
docker logs -f l1
docker logs -f l1; echo $?
