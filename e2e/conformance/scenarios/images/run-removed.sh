# title: a container whose image was forced away
docker create --name c1 busybox echo still here
docker rmi -f busybox | head -1
docker start -a c1
docker ps -a --format '{{.Image}}'
docker inspect -f '{{.Config.Image}} {{.Image}}' c1
docker images -q
