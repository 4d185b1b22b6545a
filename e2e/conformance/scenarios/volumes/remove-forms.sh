# title: volume rm in its forms
docker volume create v1; docker volume create v2
docker volume rm v1 nosuch v2
docker volume ls -q
docker volume rm
docker volume rm -f nosuch
docker volume remove nosuch
docker volume create --name v3; docker volume create v4 --name v5; docker volume create a b
docker volume inspect
docker volume inspect v3 v3 | grep -c '"Name": "v3"'
docker volume inspect nosuch
docker volume nosuch
docker volume rm v3
