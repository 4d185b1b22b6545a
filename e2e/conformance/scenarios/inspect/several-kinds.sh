# title: one name for several kinds, IDs and prefixes
docker volume create same; docker tag busybox same; id=$(docker create --name same busybox)
docker inspect -f '{{.Id}}' same | wc -c
docker inspect --type image -f '{{.Os}}' same
docker inspect --type volume -f '{{.Driver}}' same
docker inspect -f '{{.Name}}' $(echo $id | cut -c1-8)
docker rm same; docker inspect -f '{{.Os}}' same
docker rmi same; docker inspect -f '{{.Mountpoint}}' same
docker inspect -s -f '{{.SizeRootFs}}' same
docker inspect
