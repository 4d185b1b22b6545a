# title: rename
docker create --name old busybox
docker rename old new
docker ps -a --format '{{.Names}}'
docker create --name other busybox
docker rename new other 2>&1 | sed 's/container "[0-9a-f]*"/container/'
docker rename nosuch x
docker rename new 'b d'
docker rename new new
