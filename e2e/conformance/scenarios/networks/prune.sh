# title: network prune takes what no container uses
docker network create unused; docker network create used
docker create --name c1 --network used busybox
docker run -d --name d1 --network used busybox sleep 100
docker network prune -f
docker network ls --format '{{.Name}}' | sort
