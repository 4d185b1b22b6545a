# title: fields of an image
# images: busybox nginx
docker inspect -f '{{.Os}}/{{.Architecture}} {{.Id}}' busybox
docker image inspect -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}} {{json .Config.Env}}' nginx
docker image inspect -f '{{json .Config.ExposedPorts}} {{.Config.StopSignal}} {{json .Config.Volumes}}' nginx
docker image inspect -f '{{json .RootFS}}' busybox
docker image inspect -f '{{json .RepoTags}} {{json .RepoDigests}}' busybox
docker image inspect -f '{{.Config.WorkingDir}}|{{.Config.User}}|{{.Author}}|{{.Created}}' busybox
