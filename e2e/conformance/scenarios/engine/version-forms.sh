# title: version by format
docker version --format '{{.Server.Os}} {{.Client.Os}}'
docker version --format '{{json .Client.Context}}'
docker version -f '{{len .Server.Components}}' | wc -l
docker version --format '{{'
docker version --format '{{.Server.Os | upper}}'
docker version --nosuch
