# Three containers that end. Run it, do not read it: find out which of them ran out of memory.
docker run -d --name anna busybox sleep 1d
docker kill anna
docker run --name bert busybox sh -c 'echo "I give up."; exit 137'
docker run --name cora --memory 16m busybox tail /dev/zero
docker wait anna
