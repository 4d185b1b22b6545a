# title: flags that exclude each other
docker run --rm -d --restart always busybox true
docker run -d -a stdout busybox true
docker run --network host -p 80:80 --rm busybox true
docker run --rm --network container:nosuch busybox true
docker run --rm --health-cmd x --no-healthcheck busybox true
