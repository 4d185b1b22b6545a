# title: --network host
docker run --rm --network host busybox sh -c 'test -d /sys/class/net/docker0 && echo docker0'
docker run --name h1 --network host busybox true; docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}}{{end}} {{.HostConfig.NetworkMode}}' h1
