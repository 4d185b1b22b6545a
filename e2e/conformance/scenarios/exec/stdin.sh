# title: exec -i
docker run -d --name c1 busybox sleep 100
echo typed | docker exec -i c1 cat
echo typed | docker exec c1 cat
docker exec c1 sh -c 'echo out; echo err >&2' 2>/dev/null
