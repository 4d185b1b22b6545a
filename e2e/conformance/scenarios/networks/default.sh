# title: the three networks
docker network ls
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
docker network inspect -f '{{.Name}} {{.Driver}} {{range .IPAM.Config}}{{.Subnet}}{{end}}' bridge
docker network inspect -f '{{json .Options}}' bridge
docker network rm bridge
