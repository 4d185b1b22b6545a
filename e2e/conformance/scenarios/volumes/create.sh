# title: volume create in its forms
docker volume create named
docker volume create | wc -c
docker volume create named
docker volume create --label a=b labelled
docker volume create 'bad name'
docker volume create -d nosuchdriver x1
docker volume ls --filter label=a --format '{{.Name}} {{.Driver}} {{.Labels}}'
