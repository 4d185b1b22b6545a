# title: the whole inspect document of an image
docker image inspect busybox | grep -v -e '"/var/lib' -e 'Dir"'
