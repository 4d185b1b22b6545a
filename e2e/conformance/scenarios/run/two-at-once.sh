# title: two containers write at once
docker run --rm busybox sh -c 'for i in 1 2 3; do echo a$i; done' > one & docker run --rm busybox sh -c 'for i in 1 2 3; do echo b$i; done' > two; wait
cat one two
for i in 1 2 3 4 5 6; do docker run -d --name c$i busybox sh -c "exit $i" >/dev/null & done; wait
docker wait c1 c2 c3 c4 c5 c6
