# title: what the embedded server does not know goes to the server of --dns
# images: busybox python
docker network create --subnet 10.5.0.0/24 n1
docker run -d --name server --network n1 --ip 10.5.0.53 python python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("0.0.0.0", 53)); record = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x0a\x09\x08\x07"; reply = lambda q: (b"\x81\x80\0\1\0\1\0\0\0\0" + q[12:] + record) if b"outside" in q else b"\x81\x83\0\1\0\0\0\0\0\0" + q[12:]; exec("print(1, flush=True)\nwhile True:\n q, a = s.recvfrom(512)\n s.sendto(q[:2] + reply(q), a)")'
soon sh -c 'docker logs server | grep 1'
docker run --rm --network n1 --dns 10.5.0.53 busybox nslookup -type=a outside.test | grep -A1 Name:
docker run --rm --network n1 --dns 10.5.0.53 busybox nslookup -type=a nothing.test 2>&1 | grep -o NXDOMAIN
docker run --rm --network n1 --dns 10.5.0.1 --dns 10.5.0.53 busybox nslookup -type=a outside.test | grep -A1 Name:
docker run --rm --network n1 --dns 10.5.0.53 busybox nslookup -type=a server | grep -A1 Name:
docker run --rm --network n1 busybox nslookup -type=a outside.test 10.5.0.53 | grep -A1 Name:
