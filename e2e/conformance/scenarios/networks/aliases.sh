# title: aliases, links and names after a rename
docker network create n1
docker run -d --name a1 --network n1 --network-alias shared busybox sleep 100; docker run -d --name b1 --network n1 --network-alias shared busybox sleep 100
docker run --rm --network n1 busybox nslookup -type=a shared 2>&1 | sed '1,/^$/d' | grep -c '^Address'
docker run --rm --network n1 --link a1:db busybox ping -c 1 -W 2 db | grep -o '[0-9]*% packet loss'
docker rename a1 renamed; docker run --rm --network n1 busybox ping -c 1 -W 2 renamed | grep -o '[0-9]*% packet loss'
docker run --rm --network n1 busybox ping -c 1 -W 2 renamed.n1 | grep -o '[0-9]*% packet loss'
docker run --rm --network n1 busybox ping -c 1 -W 2 RENAMED | grep -o '[0-9]*% packet loss'
docker run --rm --network-alias x busybox true
docker run --rm --network host --network-alias x busybox true
docker run --rm --link nosuch:x busybox true
docker run --rm --network n1 --link nosuch:x busybox true
