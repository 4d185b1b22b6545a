# title: which addresses containers get
docker network create --subnet 10.5.0.0/24 n1
docker run -d --name a1 --network n1 busybox sleep 100; docker run -d --name b1 --network n1 busybox sleep 100
docker inspect -f '{{.Name}} {{range .NetworkSettings.Networks}}{{.IPAddress}}/{{.IPPrefixLen}} {{.Gateway}} {{.MacAddress}}{{end}}' a1 b1
docker rm -f a1; docker run -d --name c1 --network n1 busybox sleep 100
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' c1
docker restart -t 0 b1; docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' b1
docker run --rm --network n1 --ip 10.5.0.2 busybox true
docker run --rm --network n1 --ip nonsense busybox true
docker run --rm --network n1 --ip 10.5.0.0 busybox true
docker create --name d1 --network n1 --ip 10.5.0.77 busybox
docker inspect -f '{{json .NetworkSettings.Networks.n1.IPAMConfig}} {{json .NetworkSettings.Networks.n1.IPAddress}}' d1
