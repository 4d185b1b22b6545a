# title: docker diff
docker run --name d1 busybox sh -c 'echo x > /new; rm /etc/group; echo y >> /etc/passwd; mkdir /dir'
docker diff d1 | sort
docker diff nosuch
docker create --name e1 busybox >/dev/null; docker diff e1
