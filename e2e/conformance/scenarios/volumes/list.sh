# title: volume ls by filter and format
docker volume create one; docker volume create two
docker create --name c1 -v one:/x busybox
docker volume ls --filter dangling=true -q
docker volume ls --filter name=o --format '{{.Name}}'
docker volume ls --format '{{json .}}' --filter name=two
docker volume ls --filter driver=local -q
docker volume ls --filter nosuch=1
