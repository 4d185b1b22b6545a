# title: what the embedded server does not know goes to the server of --dns
docker network create --subnet 10.5.0.0/24 n1
docker run -d --name server --network n1 --ip 10.5.0.53 busybox sh -c 'printf "outside.test 10.9.8.7\n" > /names; dnsd -c /names -i 0.0.0.0'
sleep 1; docker run --rm --network n1 --dns 10.5.0.53 busybox nslookup -type=a outside.test | grep -A1 Name:
docker run --rm --network n1 --dns 10.5.0.53 busybox nslookup -type=a server | grep -A1 Name:
docker run --rm --network n1 busybox nslookup -type=a outside.test 10.5.0.53 | grep -A1 Name:
