# title: no daemon at the address
DOCKER_HOST=unix:///nonexistent/docker.sock docker ps
DOCKER_HOST=unix:///nonexistent/docker.sock docker version --format '{{.Server.Version}}'
