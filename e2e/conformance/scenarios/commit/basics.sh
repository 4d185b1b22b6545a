# title: a container becomes an image
docker run --name c1 busybox sh -c 'echo committed > /file'
docker commit -m 'a message' -a 'someone' c1 mine:1 | cut -c1-7
docker run --rm mine:1 cat /file
docker inspect -f '{{.Comment}} {{.Author}} {{json .Config.Cmd}}' mine:1
docker history --format '{{.CreatedBy}} {{.Comment}}' mine:1
docker commit nosuch
