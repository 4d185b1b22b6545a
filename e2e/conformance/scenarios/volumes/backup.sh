# title: a volume saved in an archive and put into another
docker run --rm -v data:/data busybox sh -c 'mkdir /data/sub; echo one > /data/a; echo two > /data/sub/b; ln -s a /data/link; chmod 640 /data/a'
docker run --rm -v data:/data:ro busybox tar cf - -C /data . > backup.tar; tar tf backup.tar | sort
docker volume create copy; docker run --rm -i -v copy:/data busybox tar xf - -C /data < backup.tar
docker run --rm -v copy:/data busybox sh -c 'cat /data/a /data/sub/b /data/link; stat -c %a /data/a'
docker run --rm -v data:/from:ro -v second:/to busybox cp -a /from/. /to; docker run --rm -v second:/d busybox ls -A /d
docker run --rm -v data:/data:ro busybox touch /data/no
docker create --name holder -v copy:/data busybox; docker cp holder:/data/sub/b - | tar xO; docker cp backup.tar holder:/data/; docker rm holder
docker run --rm -v copy:/data busybox ls /data; docker volume rm data copy second
