# title: docker diff of links, modes, folders and volumes
docker run --name d1 -v v1:/v --tmpfs /t busybox sh -c 'ln -s x /link; chmod 700 /var; mkdir -p /a/b/c; echo 1 > /a/b/c/f; rm -r /home; echo x > /v/f; echo x > /t/f; mkfifo /fifo; touch /tmp/t; rm /tmp/t'
docker diff d1 | sort
docker run -d --name d2 busybox sh -c 'rm -rf /etc; mkdir /etc; echo x > /etc/new; sleep 100'; sleep 0.5; docker diff d2 | grep -v -e hosts -e resolv -e hostname -e mtab | sort | head -20
docker diff
docker diff d1 d2
