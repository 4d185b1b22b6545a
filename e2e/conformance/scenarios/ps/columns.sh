# title: every field of ps --format
docker run -d --name a1 -l x=y -v vol:/v --expose 81 busybox sleep 100
docker ps --format '{{.Names}}|{{.Image}}|{{.Command}}|{{.State}}|{{.Status}}|{{.Ports}}|{{.Labels}}|{{.Mounts}}|{{.LocalVolumes}}|{{.Networks}}'
docker ps --format '{{.ID}} {{.RunningFor}} {{.CreatedAt}}'
docker ps --format 'table {{.ID}}\t{{.Names}}\t{{.RunningFor}}'
docker ps --format 'table {{upper .Names}}\t{{truncate .Image 3}}'
docker ps --format '{{title .State}} {{lower .Image}} {{pad .Names 2 2}}|{{replace .Image "b" "B"}}'
docker ps --format raw
docker ps --format table
