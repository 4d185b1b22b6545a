# title: -d prints the ID
id=$(docker run -d busybox sleep 100); echo ${#id}
docker ps -q --no-trunc | grep -c "$id"
docker run -d --name gone busybox true
docker wait gone
docker run -d --rm --name brief busybox sleep 0.3
soon sh -c '! docker inspect brief'; docker ps -a --format '{{.Names}}' | grep brief
