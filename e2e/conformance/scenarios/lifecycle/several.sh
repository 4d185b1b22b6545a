# title: commands over several containers, some of them missing
docker create --name a1 busybox sleep 100; docker create --name b1 busybox sleep 100
docker start a1 nosuch b1
docker pause a1 nosuch b1
docker unpause b1 nosuch a1
docker stop -t 0 a1 nosuch b1
docker restart -t 0 nosuch a1
docker kill nosuch a1
docker rm nosuch a1 b1
docker rm -f nosuch
