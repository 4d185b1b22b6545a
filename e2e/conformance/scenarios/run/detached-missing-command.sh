# title: a detached run of a command that is not there
docker run -d --name bad busybox nosuchcommand | wc -c
docker ps -a --format '{{.Names}} {{.Status}}'
docker inspect -f '{{.State.ExitCode}} {{.State.Status}}' bad
