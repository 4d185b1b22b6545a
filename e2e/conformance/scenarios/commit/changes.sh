# title: commit -c
docker create --name c1 busybox sh
docker commit -c 'CMD ["echo", "changed"]' -c 'ENV X=1' -c 'EXPOSE 80' c1 mine | cut -c1-7
docker run --rm mine
docker inspect -f '{{json .Config.Env}} {{json .Config.ExposedPorts}}' mine
docker commit -c 'NOSUCH x' c1
