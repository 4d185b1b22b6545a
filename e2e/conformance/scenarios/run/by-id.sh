# title: an image by ID, prefix, digest and full name
docker run --rm $(docker images -q busybox) echo short
docker run --rm $(docker images -q --no-trunc busybox) echo long
docker run --rm busybox@$(docker images --digests --format '{{.Digest}}' busybox) echo digest
docker run --rm docker.io/library/busybox:latest echo full
docker run --rm library/busybox echo library
docker run -d --name i1 $(docker images -q busybox) sleep 100
docker ps --format '{{.Image}}'
