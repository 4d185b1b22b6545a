# title: docker import with changes, from a file, and what it refuses
docker run --name ee busybox sh -c 'mkdir /only; echo x > /only/file'
docker export ee > all.tar
docker import -m words -c 'ENV A=b' -c 'CMD ["sh"]' -c 'WORKDIR /only' -c 'EXPOSE 80' all.tar im:1 | cut -c1-7
docker inspect -f '{{json .Config.Env}} {{json .Config.Cmd}} {{.Config.WorkingDir}} {{json .Config.ExposedPorts}}' im:1
docker inspect -f '{{.Comment}} {{.Os}} {{len .RootFS.Layers}}' im:1
docker history --format '{{.CreatedBy}}|{{.Comment}}' im:1
gzip -c all.tar | docker image import - im:2 | cut -c1-7
docker run --rm im:2 cat /only/file
docker import nosuch
docker import -c 'RUN x' all.tar
docker import -c 'CMD' -c 'EXPOSE x' all.tar
head -c 3000 /bin/sh | docker import -
docker import all.tar Upper
docker import all.tar im@sha256:1111111111111111111111111111111111111111111111111111111111111111
docker import
