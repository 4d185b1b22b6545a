# title: an exec ends with its container
docker run -d --name c1 busybox sleep 1000
docker exec c1 sleep 2000 & soon sh -c 'docker top c1 | grep "sleep 2000"'; docker kill c1; wait $!; echo $?
docker exec c1 true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
