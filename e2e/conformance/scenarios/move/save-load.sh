# title: save and load
docker save -o image.tar busybox
tar tf image.tar | grep -c -e manifest.json -e repositories
docker rmi busybox | head -1
docker load -i image.tar
docker images --format '{{.Repository}}:{{.Tag}} {{.ID}}'
docker load -i nosuch
docker save nosuch > x
