# title: the whole document of a container that has not run
docker create --name i1 busybox true
docker inspect i1 | grep -v -e '"Runtime"' -e '"CgroupnsMode"' -e '/var/lib/docker' -e '"Data": ' -e AppArmor -e KernelMemory -e LowerDir
