# title: rmi of what is not there
docker rmi nosuch
docker rmi nosuch:1 busybox
docker rmi 0123456789ab
docker rmi -f nosuch
