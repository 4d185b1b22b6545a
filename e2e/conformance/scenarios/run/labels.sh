# title: labels of containers
docker run -d --name l1 -l one=1 --label two busybox sleep 100
docker inspect -f '{{json .Config.Labels}}' l1
docker ps --filter label=one=1 --format '{{.Names}} {{.Labels}}'
docker ps --filter label=two=x --format '{{.Names}}'
printf 'k=v\n' > labels; docker run --name m1 --label-file labels busybox true; docker inspect -f '{{index .Config.Labels "k"}}' m1
