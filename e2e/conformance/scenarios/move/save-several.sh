# title: several images in one archive, all tags of a repository, images without names
docker tag busybox several:1
docker tag busybox several:2
docker tag busybox other
docker save -o all.tar several other
tar xOf all.tar manifest.json | grep -o '"[a-z]\+:[a-z0-9]\+"' | sort
docker save -o id.tar $(docker images -q busybox)
docker rmi several:1 several:2 other
docker load -q -i all.tar | sort
docker images --format '{{.Repository}}:{{.Tag}}' | sort
docker load -q -i id.tar | cut -c1-24
docker load -q < all.tar | sort
gzip all.tar; docker load -q -i all.tar.gz | sort
