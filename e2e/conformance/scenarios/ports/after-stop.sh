# title: a stopped container's port is free
docker run -d --name a1 -p 8082:80 busybox sleep 100
docker stop -t 0 a1
docker ps -a --format '{{.Ports}}|'
docker port a1
docker run -d --name b1 -p 8082:80 busybox sleep 100 | wc -c
