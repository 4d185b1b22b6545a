# title: --network none
docker run --rm --network none busybox sh -c 'ls /sys/class/net'
docker run --name n1 --network none busybox true; docker inspect -f '{{json .NetworkSettings.IPAddress}} {{range $k, $v := .NetworkSettings.Networks}}{{$k}}{{end}}' n1
docker run --rm --network nosuch busybox true
