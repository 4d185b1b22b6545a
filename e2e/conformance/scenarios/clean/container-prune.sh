# title: container prune
docker run -d --name up busybox sleep 100
docker create --name made busybox; docker run --name done busybox true
docker container prune -f | grep -v reclaimed | wc -l
docker ps -a --format '{{.Names}}'
echo n | docker container prune
docker container prune -f
