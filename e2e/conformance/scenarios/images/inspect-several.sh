# title: several images, IDs, prefixes, missing ones
# images: busybox hello-world
docker image inspect -f '{{.RepoTags}}' busybox hello-world
docker image inspect -f '{{.Os}}' $(docker images -q busybox | cut -c1-6) nosuch
docker image inspect -f '{{len .RootFS.Layers}} {{.Size}}' busybox
docker image inspect -f '{{.Config.Env}} {{.Config.Labels}} {{.GraphDriver.Name}}' hello-world
docker image inspect 'Bad Name'
docker image inspect
docker image inspect busybox@sha256:0000000000000000000000000000000000000000000000000000000000000000
