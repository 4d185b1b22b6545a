# title: docker export
docker run --name e1 busybox sh -c 'echo x > /exported'
docker export e1 | tar t | grep -c -e '^exported$' -e '^bin/busybox$'
docker export -o file.tar e1; tar xOf file.tar exported
docker export nosuch
