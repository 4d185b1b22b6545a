# title: how an exec ends
docker run -d --name c1 busybox sleep 100
docker exec c1 sh -c 'kill -9 $$'
docker exec c1 sh -c 'kill -TERM $$'
docker exec c1 /etc/passwd
docker exec c1 /etc
docker exec c1 /no/such
docker exec c1 sh -c 'exit 255'
docker exec c1 ''
