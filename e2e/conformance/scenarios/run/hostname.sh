# title: the container's host name and hosts file
docker run --rm -h here busybox hostname
docker run --rm -h here --domainname there.org busybox cat /etc/hostname
docker run --rm --add-host db:10.0.0.9 busybox grep -w db /etc/hosts
docker run --rm --add-host bad busybox true
docker run --name n1 busybox hostname | wc -c
docker run --rm -h here busybox sh -c 'grep here /etc/hosts | cut -f2'
