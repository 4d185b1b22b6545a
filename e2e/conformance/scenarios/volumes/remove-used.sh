# title: volumes in use
docker create --name c1 -v used:/u busybox
docker volume rm used 2>&1 | sed 's/\[[0-9a-f]*\]/[ID]/'
docker volume rm -f nosuch
docker volume rm nosuch
docker rm c1
docker volume rm used
