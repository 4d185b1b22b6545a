# title: wait for one and for several
docker run -d --name w1 busybox sh -c 'sleep 0.5; exit 4'
docker wait w1
docker wait w1
docker run -d --name x1 busybox false
docker wait w1 x1
docker wait nosuch
