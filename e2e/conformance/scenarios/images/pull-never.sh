# title: --pull of run and create
# images: none
docker run --rm --pull never busybox true
docker create --pull nosuch busybox
docker run --rm --pull missing busybox echo there
docker run --rm --pull always -q busybox echo again 2>/dev/null
