# title: what docker save refuses
docker save
docker save nosuch > x
docker save busybox:nosuch > x
docker save busybox nosuch > x
docker save -o /no/such/folder/x busybox
docker image save Upper > x
script -qec 'docker save busybox' /dev/null < /dev/null
