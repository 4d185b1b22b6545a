# title: Docker's own address pools run out
for i in $(seq 10 39); do docker network create p$i; done 2>&1 | grep -v '^[0-9a-f]*$'
docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}}' $(docker network ls -q --filter type=custom) | sort -V
docker network rm $(docker network ls -q --filter type=custom) | wc -l
