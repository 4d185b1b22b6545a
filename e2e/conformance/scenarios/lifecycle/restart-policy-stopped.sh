# title: a stopped container stays stopped
docker run -d --name r1 --restart always busybox sleep 100
docker stop -t 0 r1
docker ps -q
docker inspect -f '{{json .HostConfig.RestartPolicy}}' r1
