# title: contexts from stdin; Dockerfiles elsewhere
# builder: buildkit
mkdir -p c/a/b/c c/empty "c/größe" c/node_modules/x; echo 1 > c/a/b/c/f; echo 2 > "c/größe/ñ"; echo 3 > c/keep.log; echo 4 > c/a/x.log; ln -s /etc/passwd c/abs; ln -s nowhere c/broken; chmod 4755 c/a/b/c/f; chmod 1777 c/empty; ln c/a/b/c/f c/hard; printf '**/*.log\n!keep.log\nnode_modules\n' > c/.dockerignore
printf '%s\n' 'FROM busybox' 'COPY a /a' > c/Other; printf '%s\n' 'FROM busybox' 'COPY a/b /ab' > c/Dockerfile
printf '%s\n' 'FROM busybox' 'RUN echo stdin > /x' | buildkit -t three - && image three
tar -C c -c . | buildkit -t four - && image four
tar -C c -cz . | buildkit -f Other -t five - && image five
printf '%s\n' 'FROM busybox' 'COPY a /elsewhere' | buildkit -f - -t six c && image six
