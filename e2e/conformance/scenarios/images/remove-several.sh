# title: rmi of several, of all, with --no-prune
# images: busybox hello-world
docker rmi hello-world nosuch busybox | grep -c -e Untagged -e Deleted
docker images -q
docker rmi
docker image rm --nosuch x
docker image remove nosuch
