# title: names that tag takes and gives
docker tag busybox localhost:5000/a/b_c.d-e:Tag_1.2-x
docker tag $(docker images -q busybox) by-id
docker tag busybox busybox
docker tag busybox b:$(printf '%0128d' 0)
docker tag busybox b:$(printf '%0129d' 0)
docker tag busybox -x
docker tag busybox UPPER
docker tag busybox a//b
docker tag busybox
docker images --format '{{.Repository}} {{.Tag}}' | sort
