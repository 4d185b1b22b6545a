# title: -s
docker run --name s1 busybox sh -c 'head -c 100000 /dev/zero > /x'
docker ps -as --format '{{.Size}}'
docker inspect -s -f '{{.SizeRw}}' s1
