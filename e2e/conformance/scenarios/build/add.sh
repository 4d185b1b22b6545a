# title: ADD: files, archives are unpacked, gzip too
mkdir -p t/inner; echo 1 > t/inner/one; tar --owner=5 --group=6 --mtime=@1000000000 -cf a.tar t; gzip -n < a.tar > b.tgz; echo plain | gzip -n > c.gz; echo x > f
printf '%s\n' 'FROM busybox' 'ADD a.tar /unpacked/' 'ADD b.tgz /gz' 'ADD f /plain/' 'ADD t /folder' 'COPY a.tar /copied/' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t add . | cut -c1-7
docker run --rm add find /unpacked /gz /plain /folder /copied | sort
docker run --rm add stat -c "%n %u %g %Y" /unpacked/t/inner/one /gz/t/inner
docker history --no-trunc --format "{{.Size}}" add
