# title: kill and rm -f of a paused container
docker run -d --name p1 busybox sleep 100
docker pause p1
docker kill p1
docker inspect -f '{{.State.Status}} {{.State.Paused}}' p1
docker start p1; docker pause p1
docker rm -f p1
docker ps -aq
