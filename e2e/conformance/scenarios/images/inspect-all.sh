# title: the whole inspect document of an image
# A tag's moment stays with the image, whichever scenario gave it.
docker tag busybox named:1; docker image inspect busybox | grep -v -e '"/var/lib' -e 'Dir"'
