# title: network connect with --ip, --alias and --link
docker network create --subnet 10.5.0.0/24 n1; docker network create n2
docker run -d --name web --network n1 busybox sh -c 'while :; do echo hello | nc -l -p 80; done'
docker run -d --name c1 busybox sleep 100
docker network connect --ip 10.5.0.50 --alias other --alias more n1 c1
docker inspect -f '{{.NetworkSettings.Networks.n1.IPAddress}} {{json .NetworkSettings.Networks.n1.IPAMConfig}}' c1
docker exec web ping -c 1 -W 2 other | grep -o '[0-9]*% packet loss'
docker exec web ping -c 1 -W 2 more.n1 | grep -o '[0-9]*% packet loss'
docker run -d --name d1 --network n2 busybox sleep 100
docker network connect --link web:site n1 d1
docker exec d1 sh -c 'nc site 80'
docker inspect -f '{{json .NetworkSettings.Networks.n1.Links}}' d1
docker network connect --ip 10.5.0.50 n1 web
docker network disconnect n1 d1; docker network connect --ip 10.5.0.50 n1 d1
docker network connect --ip 10.9.0.50 n1 d1
docker network connect --alias x bridge d1
docker network connect --ip 172.17.0.99 bridge d1
docker network connect n1
docker network disconnect -f n1 c1; docker inspect -f '{{len .NetworkSettings.Networks}}' c1
