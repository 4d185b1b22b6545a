# title: --ulimit in its forms
docker run --rm --ulimit nproc=100 --ulimit nofile=1000:2000 busybox sh -c 'ulimit -Sn; ulimit -Hn; ulimit -p'
docker run --rm --ulimit stack=-1 busybox sh -c 'ulimit -s'
docker run --rm --ulimit fsize=65536 busybox sh -c 'dd if=/dev/zero of=/f bs=1k count=100'
docker create --name u1 --ulimit nofile=1000:2000 --ulimit core=0 busybox; docker inspect -f '{{json .HostConfig.Ulimits}}' u1
docker run --rm --ulimit nosuch=1 busybox true
docker run --rm --ulimit nofile busybox true
docker run --rm --ulimit nofile=a busybox true
docker run --rm --ulimit nofile=1:2:3 busybox true
