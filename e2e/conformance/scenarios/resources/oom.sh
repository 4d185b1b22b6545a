# title: what the OOM killer leaves behind
docker run -d --name m1 -m 16m --memory-swap 16m busybox sh -c 'sleep 1; tail /dev/zero'
docker wait m1
docker inspect -f '{{.State.Status}} {{.State.OOMKilled}} {{.State.ExitCode}} [{{.State.Error}}]' m1
docker ps -a --format '{{.Names}} {{.Status}}' | sed 's/ago//'
docker run --name m2 -m 16m --memory-swap 16m busybox sh -c 'tail /dev/zero; echo the shell goes on $?'
docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' m2
docker start -a m1; docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' m1
