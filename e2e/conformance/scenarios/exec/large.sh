# title: large input and output
docker run -d --name c1 busybox sleep 100
seq 1 50000 | docker exec -i c1 md5sum
docker exec c1 seq 1 50000 | md5sum
head -c 300000 /dev/zero | docker exec -i c1 sh -c 'cat > /file; wc -c < /file'
