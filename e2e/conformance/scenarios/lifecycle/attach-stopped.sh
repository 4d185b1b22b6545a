# title: attach to what does not run
docker run -d --name s1 busybox sleep 100
docker create --name n1 busybox; docker attach n1
docker pause s1; docker attach s1
