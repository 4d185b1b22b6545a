# title: which anonymous volumes go with their container
docker run --rm -v /a -v named:/b --mount type=volume,dst=/c busybox true; docker volume ls -q
docker run --name c1 -v /a -v named:/b busybox true; docker volume ls -q | wc -l
docker rm c1; docker volume ls -q | wc -l
docker run --name c2 -v /a busybox true; docker rm -v c2; docker volume ls -q | wc -l
docker create --name c3 -v /a busybox >/dev/null; docker run --name c4 --volumes-from c3 busybox true; docker rm -v c3; docker volume ls -q | wc -l
docker rm -v c4; docker volume ls -q | wc -l
docker create --name c5 -v named:/n busybox >/dev/null; docker rm -v c5; docker volume ls -q | grep named
