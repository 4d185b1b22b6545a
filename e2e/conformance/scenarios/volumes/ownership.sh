# title: owners and modes stay
docker run --rm -v o1:/o busybox sh -c 'touch /o/f; chown 5:6 /o/f; chmod 640 /o/f'
docker run --rm -v o1:/o busybox stat -c '%u %g %a' /o/f
docker run --rm -v o1:/o -u 7 busybox cat /o/f
