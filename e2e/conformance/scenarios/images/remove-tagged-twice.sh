# title: tags in two repositories and a container
docker tag busybox one/two:3; docker tag busybox other
docker create --name c1 one/two:3
docker rmi one/two:3
docker ps -a --format '{{.Image}}' | wc -c
docker rmi $(docker images -q other)
docker rmi other
docker rmi busybox 2>&1 | sed 's/container [0-9a-f]*/container ID/'
docker rm c1; docker rmi busybox | tail -1 | cut -d: -f1
