# title: system df -v
docker create --name c1 -v v1:/v busybox
docker system df -v | grep -v -i -e cache -e '^$'
