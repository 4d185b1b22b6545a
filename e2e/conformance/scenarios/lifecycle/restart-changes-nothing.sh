# title: files, ID and name outlive a restart
id=$(docker run -d --name r1 busybox sh -c 'touch /made; sleep 100'); soon docker exec r1 ls /made
docker restart -t 0 r1
docker exec r1 ls /made
[ "$(docker inspect -f '{{.Id}}' r1)" = "$id" ] && echo same
docker stop -t 0 r1; docker restart r1; docker inspect -f '{{.State.Running}}' r1
docker restart -t x r1
