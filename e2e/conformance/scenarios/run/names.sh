# title: names are taken, checked and generated
docker run --name taken busybox true
docker run --name taken busybox true 2>&1 | sed 's/container "[0-9a-f]*"/container/'
docker run --name 'bad name' busybox true
docker run --name /slash busybox true
docker run --name x1 busybox true
docker ps -a --format '{{.Names}}'
docker run -d busybox true >/dev/null; docker ps -l --format '{{.Names}}' | grep -c '^[a-z]*_[a-z]*$'
