# title: attach to output
docker run -d --name a1 busybox sh -c 'until [ -e /go ]; do sleep 0.1; done; echo late; exit 2'
docker attach a1 & soon sh -c 'docker events --since 10m --until 0s --filter event=attach | grep attach'; docker exec a1 touch /go; wait $!
docker attach a1
docker attach nosuch
