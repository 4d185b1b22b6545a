# A few weeks of work, in a few seconds.
for size in 10 12; do
  printf 'FROM busybox\nRUN dd if=/dev/zero of=/big bs=1M count=%s\n' $size | docker build -q -t big -
done
docker volume create treasure
docker run --rm -v treasure:/data busybox sh -c 'echo gold > /data/chest'
docker run --name red busybox dd if=/dev/zero of=/junk bs=1M count=2
docker run --name green busybox dd if=/dev/zero of=/junk bs=1M count=7
docker run --name blue -v /data busybox dd if=/dev/zero of=/data/junk bs=1M count=9
docker network create yard
