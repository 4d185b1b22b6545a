# title: several at once, none of them alone in the container
docker run -d --name c1 busybox sleep 100
(for i in 1 2 3 4; do docker exec c1 sh -c "sleep 0.$i; echo $i" & done; wait) | sort
docker exec c1 sh -c 'ps -o comm | grep -c sleep'
docker exec -d c1 sh -c 'echo later > /later'; soon docker exec c1 ls /later; docker exec c1 cat /later
docker inspect -f '{{json .ExecIDs}}' c1
