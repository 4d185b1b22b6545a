# title: rmi by ID prefix and by digest
id=$(docker images -q busybox)
docker tag busybox second:1
docker rmi "$id"
docker rmi -f "$id"
docker images -q
