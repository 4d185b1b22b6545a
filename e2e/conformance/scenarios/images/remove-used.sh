# title: an image in use by a container
docker create --name user busybox
docker rmi busybox
docker rmi -f busybox
docker ps -a --format '{{.Names}} {{.Status}}'
docker rm user
