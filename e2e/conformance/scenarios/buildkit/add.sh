# title: ADD: archives, with owners, onto links; several; what is no archive
# builder: buildkit
mkdir -p t/etc t/d; echo 1 > t/etc/new; echo 2 > t/d/f; ln t/d/f t/d/hard; chmod 4755 t/d/f; tar --owner=5 --group=6 --mtime=@1000000000 -C t -cf a.tar etc d; gzip -nk a.tar; bzip2 -k a.tar; xz -k a.tar; echo text | gzip -n > text.gz
printf '%s\n' 'FROM busybox' 'RUN mkdir /real && ln -s real /d' 'ADD a.tar /' 'ADD a.tar.gz /gz/' 'ADD a.tar.bz2 /bz2' 'ADD a.tar.xz /xz/in/' 'ADD --chown=1:2 a.tar /owned' 'ADD text.gz t /both/' > Dockerfile
buildkit -t one . && image one
