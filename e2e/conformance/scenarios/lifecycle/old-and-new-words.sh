# title: docker container X is docker X
docker container create --name a1 busybox sleep 100
docker container start a1
docker container ls --format '{{.Names}}'
docker container exec a1 echo in
docker container inspect -f '{{.Name}}' a1
docker container rename a1 a2
docker container top a2 -o comm
docker container stats --no-stream --format '{{.Name}}' a2
docker container stop -t 0 a2
docker container logs a2
docker container rm a2
docker container nosuch
