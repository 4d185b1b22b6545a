# title: names that no image can have
# images: busybox
docker pull 'Busy Box'
docker run --rm BUSYBOX
docker tag busybox 'Upper/Case'
docker tag busybox a:b:c
docker tag nosuch x
docker pull ''
