# title: --entrypoint replaces, arguments follow
docker run --rm --entrypoint echo busybox hello there
docker run --rm --entrypoint sh busybox -c 'echo in sh'
docker run --rm --entrypoint nosuch busybox
docker create --name e1 --entrypoint '' busybox
docker create --name f1 --entrypoint '' busybox true
docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.Cmd}} {{.Path}} {{json .Args}}' f1
