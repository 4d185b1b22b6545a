# title: update limits and policy
docker run -d --name u1 busybox sleep 100
docker update -m 64m --memory-swap 64m u1
docker inspect -f '{{.HostConfig.Memory}}' u1
docker update --restart always u1
docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' u1
docker update --pids-limit 20 u1
docker update nosuch
docker update -m 1k u1
