# title: ADD of an archive into folders, files and links that are there
mkdir -p t/etc t/data; echo new > t/etc/motd; echo x > t/data/f; tar --owner=7 --group=8 --mtime=@1000000000 -C t -cf a.tar etc data; echo one > one
printf '%s\n' 'FROM busybox' 'RUN mkdir -p /real && ln -s real /data && mkdir -m 700 /etc/keep && echo k > /etc/keep/k' 'ADD a.tar /' 'ADD --chown=1:2 a.tar /owned' 'ADD a.tar one /both/' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t add . | cut -c1-7
docker run --rm add sh -c "stat -c '%N %A %u:%g %Y' /etc/motd /data /data/f /owned/etc/motd /owned/data; stat -c '%N %A %u:%g' /etc/keep/k /owned; ls /real; find /both | sort"
