# title: an empty volume gets the image's content
docker run --rm -v fresh:/etc busybox ls /etc | head -3
docker run --rm -v fresh:/x busybox ls /x | head -3
docker run --rm -v fresh:/etc busybox sh -c 'rm /etc/passwd; ls /etc | wc -l'
docker run --rm --mount type=volume,src=empty,dst=/etc,volume-nocopy busybox ls /etc | grep passwd
