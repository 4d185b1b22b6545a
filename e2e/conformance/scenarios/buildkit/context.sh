# title: contexts: ignored files, links, modes, unicode, deep, empty, from stdin, named Dockerfiles
# builder: buildkit
mkdir -p c/a/b/c c/empty "c/größe" c/node_modules/x; echo 1 > c/a/b/c/f; echo 2 > "c/größe/ñ"; echo 3 > c/keep.log; echo 4 > c/a/x.log; ln -s /etc/passwd c/abs; ln -s nowhere c/broken; chmod 4755 c/a/b/c/f; chmod 1777 c/empty; ln c/a/b/c/f c/hard; printf '**/*.log\n!keep.log\nnode_modules\n' > c/.dockerignore
printf '%s\n' 'FROM busybox' 'COPY . /all/' 'COPY a/b /ab' 'COPY */*.log nosuch* k* /globs/' 'COPY ["größe/ñ", "/sp ace/"]' > c/Dockerfile; sed -i '/globs/d' c/Dockerfile
buildkit -t one c && image one
printf '%s\n' 'FROM busybox' 'COPY a /a' > c/Other; buildkit -f c/Other -t two c && image two
printf '%s\n' 'FROM busybox' 'COPY node_modules /x' > c/Dockerfile; buildkit -t seven c
