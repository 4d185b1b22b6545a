# title: connect and disconnect
docker network create n1
docker run -d --name c1 busybox sleep 100
docker network connect n1 c1
docker exec c1 sh -c 'ls /sys/class/net | tr "\n" " "'
docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{end}}' c1
docker network connect n1 c1 2>&1 | sed 's/endpoint with name .*/endpoint exists/'
docker network disconnect n1 c1
docker exec c1 sh -c 'ls /sys/class/net | tr "\n" " "'
docker network disconnect n1 c1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker network connect nosuch c1
docker network connect n1 nosuch
