# title: docker cp keeps modes, owners by -a
docker run --name c1 busybox sh -c 'echo x > /f; chmod 4751 /f; chown 7:8 /f; mkdir -m 1777 /d; mkfifo /d/p; echo y > /d/g; chmod 600 /d/g'
docker cp c1:/f f; stat -c '%a %u %g' f
docker cp -a c1:/f g; stat -c '%a %u %g' g
docker cp c1:/d d; stat -c '%a %F' d d/g
docker cp c1:/f - | tar tv | cut -c1-20
echo z > mine; chmod 640 mine; chown 1234:5678 mine; docker cp mine c1:/m1; docker cp -a mine c1:/m2
docker start -a c1 >/dev/null 2>&1; docker cp c1:/m1 - | tar tvn --numeric-owner 2>/dev/null | cut -d' ' -f1,2; docker cp c1:/m1 - | tar tv --numeric-owner | cut -d' ' -f1,2
docker cp c1:/m2 - | tar tv --numeric-owner | cut -d' ' -f1,2
touch -d '2001-02-03 04:05:06 UTC' old; docker cp old c1:/old; docker cp c1:/old again; date -u -r again +%FT%T
