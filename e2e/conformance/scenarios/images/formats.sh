# title: templates over images
# images: busybox hello-world
docker images --format '{{.ID}} {{.Repository}} {{.Tag}} {{.Size}} {{.CreatedSince}}' | sort
docker images --format '{{json .}}' busybox | tr ',' '\n' | grep -v -e Created -e Virtual -e Unique -e Shared
docker images --format 'table {{.Repository}}\t{{.Tag}}\t{{.ID}}' | sort
docker images --format '{{.Nope}}'
docker images --format json hello-world | wc -l
docker images --no-trunc --digests busybox --format '{{.ID}} {{.Digest}}'
docker images -q --no-trunc busybox
