# title: docker import
docker run --name e1 busybox sh -c 'echo x > /exported'
docker export e1 | docker import -m message -c 'CMD ["cat", "/exported"]' - imported:1 | cut -c1-7
docker run --rm imported:1
docker history --format '{{.Comment}}' imported:1
