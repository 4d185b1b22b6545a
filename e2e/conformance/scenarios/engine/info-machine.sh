# title: what runs containers, and where
docker info --format '{{.CgroupVersion}} {{.DefaultRuntime}}'
docker info --format '{{.IndexServerAddress}}'
docker create --name r1 busybox
docker inspect -f '{{.HostConfig.Runtime}} {{.HostConfig.CgroupnsMode}} {{.LogPath}}' r1
