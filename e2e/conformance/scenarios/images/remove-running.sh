# title: an image in use by a running container
docker run -d --name user busybox sleep 100
docker rmi busybox
docker rmi -f $(docker images -q busybox)
docker tag busybox other
docker rmi busybox
