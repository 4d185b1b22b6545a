# title: --mount
docker run --rm --mount type=volume,source=m1,target=/m busybox sh -c 'echo 1 > /m/x'
docker run --rm --mount src=m1,dst=/m,readonly busybox sh -c 'cat /m/x; touch /m/y'
docker run --rm --mount type=bind,src=/srv/missing,dst=/m busybox true
docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=1m busybox sh -c 'mount | grep -c " /t "'
docker run --rm --mount type=nosuch,dst=/m busybox true
docker run --rm --mount type=volume busybox true
docker run --rm --mount type=volume,nosuch=1,dst=/x busybox true
