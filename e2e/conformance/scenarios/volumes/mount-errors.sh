# title: --mount that is refused
docker run --rm --mount '' busybox true
docker run --rm --mount nonsense busybox true
docker run --rm --mount type=volume,src=a1 busybox true
docker run --rm --mount type=volume,src=a1,dst=relative busybox true
docker run --rm --mount type=volume,src=a1,dst=/ busybox true
docker run --rm --mount type=volume,src=/abs,dst=/m busybox true
docker run --rm --mount type=bind,dst=/m busybox true
docker run --rm --mount type=bind,src=relative,dst=/m busybox true 2>&1 | sed 's/: [^ ]*relative/: RELATIVE/'
docker run --rm --mount type=volume,src=a1,dst=/m,readonly=perhaps busybox true
docker run --rm --mount type=volume,src=a1,dst=/m,volume-driver=nosuch busybox true
docker run --rm --mount type=volume,src=a1,dst=/m --mount type=volume,src=b1,dst=/m busybox true
docker run --rm --mount type=volume,src=a1,dst=/m -v b1:/m busybox true
docker run --rm --mount type=npipe,src=a1,dst=/m busybox true
docker run --rm -v '' busybox true
docker run --rm -v : busybox true
docker run --rm -v /srv:/m:ro,rw busybox true
docker run --rm -v /srv:/m:rslave,shared busybox true
docker run --rm -v a1:/m:z,Z busybox true
docker run --rm -v a:/m busybox true
docker run --rm -v 'bad name:/m' busybox true
docker run --rm -v a1:/m:ro:rw busybox true
docker run --rm --volumes-from nosuch:ro busybox true
docker create --name c1 busybox; docker run --rm --volumes-from c1:nosuch busybox true
