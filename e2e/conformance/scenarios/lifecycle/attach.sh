# title: attach to output
docker run -d --name a1 busybox sh -c 'sleep 4; echo late; exit 2'
docker attach a1
docker attach a1
docker attach nosuch
