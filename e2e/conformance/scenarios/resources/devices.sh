# title: --device and what /dev has
docker run --rm busybox sh -c 'ls /dev | grep -v core | tr "\n" " "'
docker run --rm --device /dev/null:/dev/nothing busybox sh -c 'echo x > /dev/nothing; ls -l /dev/nothing | cut -c1-10'
docker run --rm --device /dev/zero:/dev/nil:r busybox sh -c 'head -c 3 /dev/nil | wc -c; echo x > /dev/nil'
docker run --rm --device /dev/null:/dev/x:nonsense busybox true
docker run --rm busybox mknod /tmp/n c 1 3
docker run --rm busybox sh -c 'mknod /tmp/n b 8 0; cat /tmp/n'
docker create --name d1 --device /dev/null:/dev/nothing:rw busybox; docker inspect -f '{{json .HostConfig.Devices}}' d1
docker run --rm --cap-drop MKNOD busybox mknod /tmp/n c 1 3
