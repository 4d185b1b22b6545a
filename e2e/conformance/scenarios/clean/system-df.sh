# title: system df
docker system df --format '{{.Type}} {{.TotalCount}} {{.Active}}'
docker run -d --name up -v v1:/v busybox sleep 100
docker system df --format '{{.Type}} {{.TotalCount}} {{.Active}}'
docker system df | head -1
