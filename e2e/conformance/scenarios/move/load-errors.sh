# title: archives that docker load refuses
head -c 3000 /bin/sh > noise; docker load -q -i noise
docker save -o good.tar busybox; head -c 9000 good.tar > short.tar; docker load -q -i short.tar
mkdir d; echo '[]' > d/manifest.json; tar cf empty.tar -C d manifest.json; docker load -q -i empty.tar
echo '{' > d/manifest.json; tar cf half.tar -C d manifest.json; docker load -q -i half.tar
echo '[{"Config":"c.json","RepoTags":null,"Layers":[]}]' > d/manifest.json; tar cf lost.tar -C d manifest.json; docker load -q -i lost.tar
tar cf none.tar noise; docker load -q -i none.tar
docker load -i nosuch
docker load x
docker images --format '{{.Repository}}'
