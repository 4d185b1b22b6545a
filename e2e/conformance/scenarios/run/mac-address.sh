# title: --mac-address, which docker 28 asks a newer engine for
docker run --rm --mac-address nonsense busybox true
curl -s -o /dev/null -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox","Cmd":["cat","/sys/class/net/eth0/address"],"MacAddress":"02:42:0a:00:00:09"}' --unix-socket "$SOCKET" 'http://docker/v1.41/containers/create?name=m1'
docker start -a m1
