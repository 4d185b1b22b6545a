# title: published ports and networks that have none
docker run --rm --network host -p 80:80 busybox true
docker run -d --name n1 --network none -p 80:80 busybox sleep 100; docker port n1; docker ps --format '{{.Ports}}|'
docker network create u1; docker run -d --name w1 --network u1 -p 8080:80 busybox sh -c 'while :; do printf "HTTP/1.0 200 OK\r\n\r\nhello" | nc -l -p 80; done'
"$NODE" "$PROGRAMS/get.mjs" http://127.0.0.1:8080/
docker network disconnect u1 w1; docker port w1; docker network connect u1 w1
docker run -d --name i1 --network $(docker network create --internal inner >/dev/null; echo inner) -p 8090:80 busybox sleep 100; docker port i1
