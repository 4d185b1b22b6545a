# title: what -v may look like
docker run --rm -v : busybox echo yes
docker run --rm -v a::/x busybox true
docker run --rm -v a1::ro busybox true
docker run --rm -v /m:ro busybox true
docker run --rm -v /m:ro,z busybox true
docker run --rm -v v1:ro busybox true
docker run --rm -v /a:cached busybox true
docker run --rm -v v1:x:ro busybox true
docker run --rm -v v1:/x:rshared busybox true
docker run --rm -v /srv:/x:nocopy busybox true
docker run --rm -v /srv:/x/..:ro busybox true
docker run --rm --mount type=volume,src=a,dst=/m busybox true
docker run --rm --mount 'a="b' busybox true
docker run --rm --mount '"type=tmpfs","dst=/m"' busybox sh -c 'grep -c " /m " /proc/mounts'
docker volume create x
docker volume create v1 --opt nope=1
docker volume create v1 --opt type=tmpfs
docker volume create v1 --driver nope
docker volume create 'v 1'
docker volume create --label a=b --label c v1; docker volume ls --format '{{.Labels}} {{.Label "a"}}'
docker volume create v2; docker volume inspect -f '{{json .Labels}} {{json .Options}}' v2
