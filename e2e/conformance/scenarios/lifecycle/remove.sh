# title: rm, rm -f, rm -v
docker run -d --name r1 busybox sleep 100
docker rm r1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker rm -f r1
docker rm r1
docker rm -f r1
docker create --name a1 busybox; docker create --name b1 busybox
docker rm a1 nosuch b1
docker ps -aq
