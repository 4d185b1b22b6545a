# title: the state through a life
docker create --name s1 busybox sh -c 'sleep 100'
docker inspect -f '{{.State.Status}} {{.State.Running}} {{.State.ExitCode}} {{.State.StartedAt}}' s1
docker start s1
docker inspect -f '{{.State.Status}} {{.State.Running}} {{.State.Paused}} {{.State.OOMKilled}} {{.State.Error}}' s1
docker kill s1
docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.Pid}} {{.State.Dead}}' s1
