# title: an archive takes a name from another image
docker tag busybox mine:1; docker save -o mine.tar mine:1; docker rmi mine:1
docker create --name cc busybox; docker commit -m other cc mine:1 | cut -c1-7
docker load -q -i mine.tar | sed 's/ID sha256:[0-9a-f]*/ID X/'
docker images --format '{{.Repository}}:{{.Tag}}' | sort
docker inspect -f '{{.Comment}}' mine:1
