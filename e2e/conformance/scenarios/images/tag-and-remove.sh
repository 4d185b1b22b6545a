# title: tags of one image, removed one by one
docker tag busybox mine:1
docker tag busybox:latest mine:2
docker images mine --format '{{.Repository}}:{{.Tag}}'
docker rmi mine:1
docker image rm mine:2 mine:1
docker images --format '{{.Repository}}:{{.Tag}}'
