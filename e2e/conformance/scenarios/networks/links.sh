# title: --link on the default bridge
docker run -d --name db -e SECRET=x -e PATH=/bin --expose 5432 busybox sleep 100
docker run --rm --link db busybox sh -c 'grep -cw db /etc/hosts; env | grep ^DB_ | grep -v IP | sed "s/172[0-9.]*/IP/g" | sort'
docker run --rm --link db:store busybox sh -c 'env | grep ^STORE_ENV | sort'
docker create --name c1 --link db:store busybox
docker inspect -f '{{json .HostConfig.Links}}' c1
docker run --rm --link nosuch busybox true
docker create --name off busybox true
docker run --rm --name linking --link off busybox true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker ps -a --format '{{.Names}}' | sort
