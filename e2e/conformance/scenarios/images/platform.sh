# title: an image of another platform
docker run --rm --platform linux/386 busybox echo here
docker inspect -f '{{.Os}} {{.Architecture}}' busybox
