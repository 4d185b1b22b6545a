# title: --rm takes the container and its anonymous volumes
docker run --rm --name r1 -v /data busybox touch /data/x
docker ps -aq; docker volume ls -q
docker run --rm --name r1 -v kept:/data busybox touch /data/x
docker volume ls -q
docker run -d --rm --name r2 busybox sleep 100
docker stop -t 0 r2
soon sh -c '! docker inspect r2'
docker logs r2
docker run --rm --name r3 busybox nosuchcommand; docker ps -aq
