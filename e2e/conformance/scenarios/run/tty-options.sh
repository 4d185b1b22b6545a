# title: -t, -i and -a in any mix
docker run --rm -t busybox sh -c '[ -t 0 ] && [ -t 1 ] && echo all'
docker run --rm -i busybox sh -c '[ -t 0 ] || echo none' < /dev/null
echo x | docker run --rm -i -a stdin -a stdout busybox cat
docker run --rm -a stderr busybox sh -c 'echo out; echo err >&2'
docker run --rm -a nosuch busybox true
docker run --rm -d -i --name d1 busybox cat; docker ps --format '{{.Names}}'
docker create -t --name t1 busybox; docker inspect -f '{{.Config.Tty}} {{.Config.AttachStdin}} {{.Config.OpenStdin}} {{.Config.StdinOnce}}' t1
