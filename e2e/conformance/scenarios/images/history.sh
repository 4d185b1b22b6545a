# title: history of an image
docker history busybox
docker history -q busybox
docker history --no-trunc --format '{{.CreatedBy}}' busybox
docker history nosuch
docker image history --human=false --format '{{.Size}} {{.Comment}}' busybox
