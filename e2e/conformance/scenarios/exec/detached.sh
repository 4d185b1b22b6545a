# title: exec -d
docker run -d --name c1 busybox sleep 100
docker exec -d c1 touch /made
soon docker exec c1 ls /made; docker exec c1 ls /made
docker exec -d c1 nosuch
