# title: docker export in its forms
docker run --name e1 -v v1:/v busybox sh -c 'echo x > /f; ln /f /hard; ln -s f /soft; echo v > /v/g'
docker export e1 > all.tar; tar tf all.tar f hard soft | sort; tar tf all.tar | grep -c '^v/g'
tar tvf all.tar soft | grep -o 'soft -> f'
docker export -o out.tar e1; docker export --output=missing/out.tar e1
docker export -o . e1
docker export
docker export e1 e1
docker run -d --name e2 busybox sleep 100; docker export e2 | tar t | grep -x -e 'etc/passwd' -e '.dockerenv' -e 'dev/' -e 'proc/' -e 'etc/hostname' | sort
