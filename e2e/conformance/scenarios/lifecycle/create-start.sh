# title: create, start, start -a
docker create --name c1 busybox sh -c 'echo ran; exit 3'
docker start c1
docker wait c1
docker start -a c1
docker start nosuch
docker logs c1
