# title: a host config with much in it
docker create --name i1 -m 64m --memory-swap 128m --cpus 0.5 --pids-limit 50 --cap-add NET_ADMIN --cap-drop CHOWN --restart on-failure:3 --read-only --ulimit nofile=100:200 --shm-size 32m -v data:/data --tmpfs /t --dns 10.0.0.1 --add-host a:10.0.0.2 --privileged --init busybox
docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}' i1
docker inspect -f '{{json .HostConfig.CapAdd}} {{json .HostConfig.CapDrop}} {{json .HostConfig.RestartPolicy}} {{.HostConfig.ReadonlyRootfs}}' i1
docker inspect -f '{{json .HostConfig.Ulimits}} {{.HostConfig.ShmSize}} {{json .HostConfig.Binds}} {{json .HostConfig.Tmpfs}}' i1
docker inspect -f '{{json .HostConfig.Dns}} {{json .HostConfig.ExtraHosts}} {{.HostConfig.Privileged}} {{.HostConfig.Init}}' i1
