# title: what a container changed is a layer: removed files, replaced folders, links, owners
docker run --name cc busybox sh -c 'echo hi > /hello; ln /hello /hard; ln -s hello /soft; mkdir -p /d/e; chown 5:6 /d/e; chmod 4755 /hello'
docker commit cc one | cut -c1-7
docker run --rm one sh -c 'cat /hard; readlink /soft; stat -c "%u %g %a %h %n" /d/e /hello'
docker run --name dd one sh -c 'rm /hello; rm -r /d; mkdir /d; echo new > /d/n; rm /bin/wget'
docker commit dd two | cut -c1-7
docker run --rm two sh -c 'ls /d; cat /hard; ls /hello /bin/wget'
docker history --format '{{.CreatedBy}} {{.Size}}' two | head -2
docker inspect -f '{{len .RootFS.Layers}}' two
docker create --name ee busybox; docker commit ee three | cut -c1-7
docker inspect -f '{{len .RootFS.Layers}}' three; docker history --format '{{.Size}}' three | head -1
