# title: docker cp of links that lead nowhere, to each other or elsewhere
docker create --name c1 busybox
ln -s nowhere broken; ln -s loop loop; echo f > f; ln -s f lf; mkdir d; ln -s d ld
docker cp -L broken c1:/b2
docker cp -L missing c1:/b2
docker cp -L loop c1:/loop
docker cp broken c1:/b; docker cp loop c1:/loop; docker cp c1:/b out; readlink out
docker cp -L c1:/b out2
docker cp -L c1:/b - | wc -c
docker cp -L c1:/loop l 2>&1 | sed 's# in .*/loop# in LOOP#'
docker cp c1:/etc/hostname lf; test -L lf && echo still a link; docker cp c1:/etc/passwd ld; ls d
docker cp -L lf c1:/followed; docker cp c1:/followed - | tar xO | wc -c
docker cp c1:/etc/passwd broken; ls nowhere
