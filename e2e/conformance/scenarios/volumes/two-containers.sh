# title: two containers share a volume
docker run -d --name writer -v s1:/s busybox sh -c 'echo from writer > /s/f; sleep 100'
sleep 0.3; docker run --rm -v s1:/s busybox cat /s/f
docker exec writer rm /s/f
docker run --rm -v s1:/s busybox ls /s
