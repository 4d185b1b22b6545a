# title: volume inspect
docker volume create --label a=b v1
docker volume inspect v1
docker volume inspect -f '{{.Name}} {{.Driver}} {{.Scope}} {{.Mountpoint}}' v1
docker volume inspect nosuch v1
