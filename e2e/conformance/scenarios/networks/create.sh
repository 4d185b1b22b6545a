# title: create and remove
docker network create n1
docker network inspect -f '{{.Name}} {{.Driver}} {{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}}' n1 | sed "s,172\.[0-9]*\.0,X.0,g; s,192\.168\.[0-9]*,X.0,g; s,0/20,0/16,"
docker network create n1 2>&1
docker network ls --filter name=n1 --format '{{.Name}}' | sort
docker network rm n1
docker network rm n1
docker network create 'bad name'
docker network create bridge

