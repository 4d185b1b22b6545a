# title: ADD unpacks tar, gzip, bzip2 and xz by content, not by name; what is no archive is copied
mkdir -p t/inner t/empty; echo 1 > t/inner/one; ln -s inner/one t/link; ln t/inner/one t/hard; chmod 4750 t/inner/one; tar --owner=5 --group=6 --mtime=@1000000000 -cf plain t; gzip -nk plain; bzip2 -k plain; xz -k plain; mv plain.xz odd.name
echo text | gzip -n > text.gz; echo text | bzip2 > text.bz2; echo text | xz > text.xz; head -c 100 plain.bz2 > cut.tar.bz2; head -c 60 odd.name > cut.tar.xz; printf "\037\213garbage" > bad.tar.gz; : > empty.tar; head -c 1024 /dev/zero > zeros.tar
printf '%s\n' 'FROM busybox' 'ADD plain /plain/' 'ADD plain.gz /gz' 'ADD plain.bz2 /bz2/' 'ADD odd.name /xz' 'ADD text.gz text.bz2 text.xz /text/' 'ADD cut.tar.bz2 cut.tar.xz bad.tar.gz empty.tar zeros.tar /kept/' 'COPY plain.bz2 /copied/' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t add . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/; s/in \/plain\//&/"
for d in plain gz bz2 xz; do docker run --rm add sh -c "cd /$d && find . -type d | sort | xargs stat -c '%n %A %u %g'; find . ! -type d | sort | xargs stat -c '%N %A %u %g %s %h %Y'"; done
docker run --rm add sh -c "ls -l /text /kept /copied | tr -s ' ' | cut -d' ' -f1,3,4,5,9; cat /text/*.gz | gunzip"
docker history --no-trunc --format "{{.CreatedBy}} {{.Size}}" add
