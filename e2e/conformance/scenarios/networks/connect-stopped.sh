# title: connect and disconnect of what does not run
docker network create --subnet 10.5.0.0/24 n1
docker create --name c1 busybox sleep 100
docker network connect --alias first n1 c1
docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} [{{$v.IPAddress}}] {{end}}' c1
docker network connect n1 c1 2>&1 | sed 's/endpoint with name .*/endpoint exists/'
docker start c1; docker exec c1 sh -c 'ls /sys/class/net | tr "\n" " "; ip route | grep default | cut -d" " -f1-3'
docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{end}}' c1
docker stop -t 0 c1; docker network disconnect bridge c1; docker start c1
docker exec c1 sh -c 'ls /sys/class/net | tr "\n" " "'
docker network rm n1 2>&1 | sed 's/id [0-9a-f]*/id ID/'
docker stop -t 0 c1; docker network rm n1; docker start c1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/g'
