# title: docker cp
docker create --name c1 busybox
echo content > file
docker cp file c1:/tmp/there
docker cp c1:/tmp/there back
cat back
docker cp c1:/etc/passwd - | tar t
docker cp nosuch c1:/
docker cp c1:/nosuch .
docker cp file nosuch:/ 2>&1 | grep -v level=error
docker cp file c1:/no/such/folder/x
