# title: what create keeps for start
docker create --name c1 -h web -w /tmp -e A=1 -u 1:1 --read-only --tmpfs /tmp busybox sh -c 'hostname; pwd; echo $A; id -u; touch /x; touch /tmp/x && echo tmp'
docker start -a c1
docker start -a c1
docker container create --name c1 busybox 2>&1 | sed 's/container "[0-9a-f]*"/container/'
docker create
docker create --nosuch busybox
