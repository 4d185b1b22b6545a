# title: the client's and the engine's version
docker --version | cut -d' ' -f1,2
docker version --format '{{.Server.Os}}'
docker version --format '{{.Server.Nope}}'
docker version extra
