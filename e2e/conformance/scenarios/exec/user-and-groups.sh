# title: exec -u in its forms
docker run -d --name c1 -u 5:6 busybox sleep 100
docker exec c1 id
docker exec -u 0 c1 id -u
docker exec -u 7:8 c1 id
docker exec -u root:nobody c1 id
docker exec -u :9 c1 id
docker exec -u 5:nosuch c1 id
docker exec c1 sh -c 'echo $HOME; pwd'
