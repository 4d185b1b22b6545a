# title: -w makes and enters a folder
docker run --rm busybox pwd
docker run --rm -w /a/b busybox pwd
docker run --rm -w relative busybox pwd
docker run --rm -w /etc/passwd busybox pwd
