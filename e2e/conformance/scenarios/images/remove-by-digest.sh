# title: rmi by NAME@DIGEST
# images: busybox
digest=$(docker images --digests --format '{{.Digest}}' busybox)
docker rmi "busybox@$digest"
docker images --format '{{.Repository}}:{{.Tag}}'
