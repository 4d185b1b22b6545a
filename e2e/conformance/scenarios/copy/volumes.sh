# title: docker cp and volumes, read-only ones too
docker create --name c1 -v v1:/v -v v2:/ro:ro busybox
echo x > file
docker cp file c1:/v; docker run --rm -v v1:/v busybox cat /v/file
docker cp c1:/v/file back; cat back
docker cp file c1:/ro
docker cp file c1:/ro/x
docker create --name c2 --read-only -v v3:/v busybox
docker cp file c2:/tmp
docker cp file c2:/v; docker cp c2:/v/file - | tar xO
docker run -d --name c3 --tmpfs /t busybox sh -c 'echo t > /t/f; sleep 100'; sleep 0.5; docker cp c3:/t/f f3; cat f3
docker cp file c3:/tmp/running; docker exec c3 cat /tmp/running
docker pause c3; docker cp c3:/tmp/running paused; cat paused; docker unpause c3
