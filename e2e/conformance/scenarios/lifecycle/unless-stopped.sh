# title: --restart unless-stopped, and values that are none
docker run -d --name u1 --restart unless-stopped busybox sh -c 'sleep 0.2; exit 3'
soon sh -c 'docker inspect -f "{{.RestartCount}}" u1 | grep -v "^0$"'
docker stop -t 0 u1
docker inspect -f '{{.State.Status}} {{.HostConfig.RestartPolicy.Name}}' u1
docker run --restart on-failure:-1 busybox true
docker run --restart on-failure:x busybox true
docker run --restart always:3 busybox true
docker run -d --name zero --restart on-failure busybox true; docker wait zero; docker inspect -f '{{.RestartCount}} {{.State.Status}}' zero
