# title: what volume prune takes
export DOCKER_API_VERSION=1.41; docker volume create named
docker create --name c1 -v used:/u -v /anonymous busybox
docker run --name d1 -v /left busybox true; docker rm d1
docker volume prune -f | grep -v -e '^[0-9a-f]*$' | grep -v reclaimed
docker volume ls -q | grep -v -e '^[0-9a-f]*$'
echo n | docker volume prune
