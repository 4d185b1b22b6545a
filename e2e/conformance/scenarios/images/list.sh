# title: images, image ls, by format and filter
# images: busybox hello-world
docker images --format '{{.Repository}}:{{.Tag}} {{.ID}}' | sort
docker image ls -q busybox
docker images --no-trunc --format '{{.ID}}' hello-world
docker images --digests --format '{{.Repository}} {{.Digest}}' | sort
docker images --filter reference='hello*' --format '{{.Repository}}'
docker images nosuch
docker images --filter dangling=true
docker images --filter nosuch=1
docker image ls -a --format '{{.Repository}}' | sort
