# title: volumes with options of the local driver
docker volume create -o type=tmpfs -o device=tmpfs -o o=size=1m,uid=1000 t1
docker volume inspect -f '{{json .Options}} {{.Driver}}' t1
docker run --rm -v t1:/t busybox sh -c 'df -k /t | tail -1 | tr -s " " | cut -d" " -f2; stat -c %u /t; echo x > /t/f'
docker run --rm -v t1:/t busybox ls /t
docker run -d --name holds -v t1:/t busybox sh -c 'echo shared > /t/f; sleep 100'
sleep 0.5; docker run --rm -v t1:/t busybox cat /t/f
docker rm -f holds; docker volume rm t1
docker volume create -o nosuch=1 t2
docker volume create -o type=tmpfs t3
docker volume create -o device=/srv t3
docker volume create -o type=none -o device=/srv -o o=bind b1; docker run --rm -v /srv:/s busybox sh -c 'echo bound > /s/seen'
docker run --rm -v b1:/b busybox cat /b/seen
docker volume create -o type=none -o device=/srv/missing -o o=bind b2; docker run --rm -v b2:/b busybox true
docker volume create --name old -o type=tmpfs -o device=tmpfs; docker volume create --name old -o type=tmpfs -o device=other
docker run --rm --mount 'type=volume,src=m1,dst=/m,volume-opt=type=tmpfs,volume-opt=device=tmpfs,"volume-opt=o=size=2m"' busybox sh -c 'df -k /m | tail -1 | tr -s " " | cut -d" " -f2'
docker volume ls -q
