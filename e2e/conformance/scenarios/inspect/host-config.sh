# title: the whole host config of a plain container
docker create --name i1 busybox true
docker inspect -f '{{json .HostConfig}}' i1 | tr ',' '\n' | grep -v -e '^"Runtime"' -e '^"CgroupnsMode"'
