# title: the table of images
# images: busybox hello-world
docker images | sort
docker image ls busybox
docker images busybox:latest hello-world | sort
