# title: --cidfile
docker run --cidfile id --name c1 busybox true; wc -c < id
docker run --cidfile id busybox true 2>&1 | sed 's/container ID file.*/found/'
