# title: --stop-timeout and the flags' other names
docker run -d --name s1 --stop-timeout 1 busybox sleep 100
docker stop s1
docker inspect -f '{{.State.ExitCode}} {{.Config.StopTimeout}}' s1
docker start s1
docker stop --time 0 s1
