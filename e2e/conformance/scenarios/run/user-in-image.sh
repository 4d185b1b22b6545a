# title: users of the image and of the command line
# images: redis
docker run --rm --entrypoint id redis -un
docker run --rm --entrypoint id -u redis redis -un
docker run --rm --entrypoint id -u 12345:54321 redis
docker run --rm --entrypoint sh -u redis redis -c 'touch /etc/x'
docker inspect -f '{{json .Config.ExposedPorts}} {{json .Config.Volumes}} {{json .Config.Entrypoint}}' redis
