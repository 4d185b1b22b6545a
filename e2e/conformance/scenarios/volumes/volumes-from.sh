# title: --volumes-from
docker create --name source -v shared:/s -v /other busybox
docker run --rm --volumes-from source busybox sh -c 'echo x > /s/f; ls -d /other'
docker run --rm --volumes-from source:ro busybox touch /s/g
docker run --rm --volumes-from nosuch busybox true
