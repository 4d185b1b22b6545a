# title: --filter ancestor by name, tag and ID
# images: busybox hello-world
docker tag busybox other:1
docker create --name b1 busybox; docker create --name o1 other:1; docker create --name h1 hello-world
docker ps -a --filter ancestor=busybox --format '{{.Names}}' | sort
docker ps -a --filter ancestor=other:1 --format '{{.Names}}' | sort
docker ps -a --filter ancestor=$(docker images -q hello-world) --format '{{.Names}}'
docker ps -a --format '{{.Names}} {{.Image}}' | sort
docker rmi -f other:1; docker ps -a --filter name=o1 --format '{{.Image}}' | wc -c
