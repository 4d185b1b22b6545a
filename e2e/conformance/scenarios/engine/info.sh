# title: docker info by format
docker info --format '{{.OSType}} {{.Driver}} {{.LoggingDriver}} {{.Swarm.LocalNodeState}}'
docker info --format '{{.Containers}} {{.ContainersRunning}} {{.ContainersPaused}} {{.ContainersStopped}} {{.Images}}'
docker run -d --name a1 busybox sleep 100
docker create --name b1 busybox
docker pause a1
docker info --format '{{.Containers}} {{.ContainersRunning}} {{.ContainersPaused}} {{.ContainersStopped}}'
docker info --format '{{json .Plugins.Volume}}'
docker info --format '{{.DockerRootDir}} {{.Debug}} {{.ExperimentalBuild}} {{.LiveRestoreEnabled}}'
docker info --format '{{.Nope}}'
docker info extra
