# title: lines without an end, and long ones
docker run --name l1 busybox printf 'no newline'
docker logs l1
docker run --name m1 busybox sh -c 'head -c 40000 /dev/zero | tr "\0" y'
docker logs m1 | wc -c
