# title: -q, -l, -n, --no-trunc
docker create --name a1 busybox
docker create --name b1 busybox echo a1 rather long command line that is cut
docker ps -aq
docker ps -l --format '{{.Names}}'
docker ps -n 2 --format '{{.Names}}'
docker ps -a --no-trunc --format '{{.ID}} {{.Command}}'
docker ps -q
