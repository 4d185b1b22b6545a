# title: docker cp and symbolic links
docker run --name c1 busybox sh -c 'mkdir /d; echo x > /d/file; ln -s file /d/link; ln -s /d /dlink; ln -s nowhere /d/broken; ln -s /etc/passwd /d/abs'
docker cp c1:/d/link out1; test -L out1 && readlink out1
docker cp -L c1:/d/link out2; test -L out2 || cat out2
docker cp c1:/dlink out3; test -L out3 && readlink out3
docker cp -L c1:/dlink out4; ls out4
docker cp c1:/dlink/ out5; ls out5
docker cp c1:/d/broken out6; readlink out6
echo local > here; ln -s here local-link; docker cp local-link c1:/d/l1; docker cp -L local-link c1:/d/l2; docker cp c1:/d - | tar tv | grep -e /l1 -e /l2 | sed 's/^\(.\).* d/\1 d/'
echo new > new; docker cp new c1:/d/link; docker cp c1:/d/file - | tar xO
docker cp new c1:/dlink; docker cp c1:/d/new - | tar xO
docker cp new c1:/d/broken; docker cp c1:/d/broken back; cat back
