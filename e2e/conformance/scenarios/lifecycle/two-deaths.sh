# title: start twice, stop twice
docker run -d --name d1 busybox sleep 100
docker start d1
docker stop -t 0 d1
docker stop d1
docker start d1
docker rm -f d1
