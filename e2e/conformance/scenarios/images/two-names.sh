# title: a tag that moves to another image
# images: busybox hello-world
docker tag busybox moving
docker tag hello-world moving
docker run --rm moving | sed -n 2p
docker images --format '{{.Repository}} {{.ID}}' | sort
