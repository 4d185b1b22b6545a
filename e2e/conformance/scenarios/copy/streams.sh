# title: docker cp from stdin and to stdout
docker create --name c1 busybox
mkdir -p tree/sub; echo 1 > tree/a; echo 2 > tree/sub/b
tar cf - tree | docker cp - c1:/tmp
docker cp c1:/tmp/tree - | tar t | sort
docker cp c1:/tmp/tree/sub/. - | tar t
tar czf - tree | docker cp - c1:/var; docker cp c1:/var/tree/a - | tar xO
echo nonsense | docker cp - c1:/tmp
tar cf - tree | docker cp - c1:/nosuch 2>&1 | grep -v level=error
tar cf - tree | docker cp - c1:/etc/passwd
docker cp - c1:/tmp </dev/null
docker cp - -
docker cp a b
docker cp c1:/x c1:/y
docker cp c1:/etc/passwd
docker cp -q c1:/etc/passwd copied; ls copied
