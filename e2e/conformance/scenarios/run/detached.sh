# title: -d prints the ID
id=$(docker run -d busybox sleep 100); echo ${#id}
docker ps -q --no-trunc | grep -c "$id"
docker run -d --name gone busybox true
docker wait gone
docker run -d --rm --name brief busybox sleep 0.3
docker wait brief >/dev/null 2>&1; sleep 0.5; docker ps -a --format '{{.Names}}' | grep brief
