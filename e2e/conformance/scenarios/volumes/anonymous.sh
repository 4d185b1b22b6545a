# title: anonymous volumes
docker run -d --name a1 -v /data busybox sleep 100
docker volume ls -q | wc -l
docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}} {{.Driver}}{{end}}' a1
docker rm -f a1
docker volume ls -q | wc -l
docker run --rm -v /data busybox true
docker volume ls -q | wc -l
docker create --name b1 -v /data busybox >/dev/null; docker rm -v b1; docker volume ls -q | wc -l
