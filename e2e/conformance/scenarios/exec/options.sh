# title: exec with user, folder and environment
docker run -d --name c1 -e BASE=1 busybox sleep 100
docker exec -u nobody c1 id -un
docker exec -w /tmp c1 pwd
docker exec -e X=2 c1 sh -c 'echo $BASE $X'
docker exec -u nosuch c1 true
docker exec -w /nosuch c1 true
printf 'F=3\n' > env; docker exec --env-file env c1 sh -c 'echo $F'
