# title: start -ai
docker create -i --name c1 busybox cat
echo through | docker start -ai c1
