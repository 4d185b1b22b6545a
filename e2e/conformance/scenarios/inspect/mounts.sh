# title: mounts of every kind
docker create --name m1 -v /anonymous -v /srv:/h:ro --tmpfs /t --mount type=volume,source=other,target=/o,readonly busybox
docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}} {{.Mode}} {{.Propagation}} {{.Driver}}{{println}}{{end}}' m1 | sort
docker inspect -f '{{json .HostConfig.Binds}} {{json .HostConfig.Mounts}} {{json .HostConfig.Tmpfs}} {{json .Config.Volumes}}' m1
