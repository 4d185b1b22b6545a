# title: :ro
docker run --rm -v v1:/v busybox touch /v/a
docker run --rm -v v1:/v:ro busybox touch /v/b
docker run --rm -v v1:/v:ro busybox ls /v
docker run --name r1 -v v1:/v:ro busybox true; docker inspect -f '{{range .Mounts}}{{.RW}} {{.Mode}}{{end}}' r1
