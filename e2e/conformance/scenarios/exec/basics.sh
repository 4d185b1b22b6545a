# title: exec runs beside the first process
docker run -d --name c1 busybox sleep 100
docker exec c1 echo hi
docker exec c1 sh -c 'exit 4'
docker exec c1 nosuch
docker exec c1 cat /proc/1/comm
docker exec nosuch true
docker exec c1
