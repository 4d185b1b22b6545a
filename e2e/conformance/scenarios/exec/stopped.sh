# title: exec in containers that do not run
docker create --name c1 busybox sleep 100
docker exec c1 true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker start c1
docker pause c1
docker exec c1 true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker unpause c1
docker exec c1 echo again
