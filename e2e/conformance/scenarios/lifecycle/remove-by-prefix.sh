# title: IDs by prefix
id=$(docker create --name p1 busybox)
docker rm $(echo $id | cut -c1-6) | wc -c
docker ps -aq
