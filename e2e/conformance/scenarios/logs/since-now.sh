# title: --since a moment of the run
docker run -d --name l1 busybox sh -c 'echo early; until [ -e /go ]; do sleep 0.1; done; echo late; sleep 100'
soon sh -c 'docker logs l1 | grep early'; sleep 1.1; now=$(date +%s); sleep 1.1; docker exec l1 touch /go; soon sh -c 'docker logs l1 | grep late'
docker logs --since $now l1
docker logs --until $now l1
docker logs --since $(date -u -d @$now +%Y-%m-%dT%H:%M:%SZ) l1
