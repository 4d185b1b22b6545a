# title: docker info by format
docker info --format '{{.OSType}} {{.Driver}} {{.LoggingDriver}} {{.CgroupVersion}} {{.Swarm.LocalNodeState}}'
docker info --format '{{.Containers}} {{.ContainersRunning}} {{.ContainersPaused}} {{.ContainersStopped}} {{.Images}}'
docker run -d --name a1 busybox sleep 100
docker create --name b1 busybox
docker info --format '{{.Containers}} {{.ContainersRunning}} {{.ContainersStopped}}'
docker info --format '{{json .Plugins.Volume}} {{.DefaultRuntime}}'
docker system info --format '{{.IndexServerAddress}}'
