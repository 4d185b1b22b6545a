# title: the table of containers
docker ps
docker run -d --name a1 busybox sleep 100
docker run --name b1 busybox false
docker create --name c1 busybox echo a1 rather long command line that is cut
docker ps
docker ps -a
docker container ls -a --format 'table {{.Names}}\t{{.Status}}'
