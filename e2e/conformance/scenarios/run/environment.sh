# title: -e, --env-file and what the image sets
docker run --rm -e A=1 -e B busybox env | grep -v -e HOSTNAME
printf '# comment\nX=from file\nY=\n' > env; docker run --rm --env-file env -e X=over busybox sh -c 'echo "$X|$Y"'
EXPORTED=yes docker run --rm -e EXPORTED busybox sh -c 'echo $EXPORTED'
docker run --rm --env-file nosuch busybox true
docker run --rm -e '=x' busybox true
