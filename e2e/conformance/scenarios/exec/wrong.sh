# title: flags that do not fit
docker run -d --name c1 busybox sleep 100
docker exec -x c1 true
docker exec --env-file nosuch c1 true
docker exec -e '=x' c1 true
docker exec -w relative c1 pwd
docker exec
docker exec -d -it c1 true
docker exec --detach-keys nosuch c1 true
