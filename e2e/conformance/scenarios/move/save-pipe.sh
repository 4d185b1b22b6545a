# title: save and load through pipes
docker tag busybox other:2
docker save busybox other:2 | docker load
docker load -q < /dev/null
