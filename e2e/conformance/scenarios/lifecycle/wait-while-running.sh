# title: a wait that lasts, and one for a removal
docker run -d --name w1 busybox sh -c 'sleep 1; exit 6'
docker wait w1 & docker logs -f w1; wait
docker run -d --name w2 busybox sleep 100
docker wait w2 >waited & sleep 2; docker rm -f w2; wait; cat waited
docker wait w1 nosuch
