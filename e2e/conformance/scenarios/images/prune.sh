# title: image prune takes dangling images, -a all that no container uses
# images: busybox hello-world
docker image prune -f
docker create --name user busybox
docker image prune -af | sort
docker images --format '{{.Repository}}'
echo n | docker image prune
docker image prune -f --filter until=1h
