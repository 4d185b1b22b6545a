# title: a network with containers cannot go
docker network create n1
docker run -d --name c1 --network n1 busybox sleep 100
docker network rm n1 2>&1 | sed 's/id [0-9a-f]*/id ID/'
docker network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}}{{end}}' n1 | sed "s, [0-9./]*,ADDRESS,"
docker rm -f c1
docker network rm n1
