# title: --mount with options of volumes, binds and tmpfs
docker run --rm --mount type=volume,src=v1,dst=/m,volume-label=a=b busybox true; docker volume inspect -f '{{json .Labels}}' v1
docker run --rm --mount type=volume,src=v2,dst=/etc,volume-nocopy=true busybox ls /etc | grep -c passwd
docker run --rm --mount type=bind,src=/srv,dst=/m,bind-propagation=rprivate,readonly busybox sh -c 'touch /m/x; grep -c " /m " /proc/mounts'
docker create --name b1 --mount type=bind,src=/srv,dst=/m,bind-propagation=rslave busybox; docker inspect -f '{{json .Mounts}}' b1
docker run --rm --mount type=bind,src=/srv,dst=/m,bind-propagation=nosuch busybox true
docker run --rm --mount type=bind,src=/srv,dst=/m,volume-nocopy busybox true
docker run --rm --mount type=volume,src=v1,dst=/m,bind-propagation=private busybox true
docker run --rm --mount type=volume,src=v1,dst=/m,tmpfs-size=1m busybox true
docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=1700 busybox sh -c 'stat -c %a /t; df -k /t | tail -1 | tr -s " " | cut -d" " -f2'
docker run --rm --mount type=tmpfs,src=x,dst=/t busybox true
docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=nonsense busybox true
docker run --rm --mount type=tmpfs,dst=/t,tmpfs-mode=nonsense busybox true
docker run --rm --mount type=tmpfs,dst=/t,readonly busybox touch /t/x
docker create --name t1 --mount type=tmpfs,dst=/t,tmpfs-size=1m busybox; docker inspect -f '{{json .Mounts}} {{json .HostConfig.Mounts}}' t1
