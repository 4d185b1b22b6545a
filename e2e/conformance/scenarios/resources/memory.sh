# title: --memory and the OOM killer
docker run --name m1 -m 24m --memory-swap 24m busybox sh -c 'tail /dev/zero'; echo $?
docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}} {{.HostConfig.Memory}}' m1
