# title: bind mounts make their folder
docker run --rm -v /srv/bound:/b busybox sh -c 'echo from one > /b/f'
docker run --rm -v /srv/bound:/c busybox cat /c/f
docker run --rm -v /srv/bound/f:/file:ro busybox sh -c 'cat /file; echo x > /file'
docker run --name i1 -v /srv/bound:/b busybox true; docker inspect -f '{{range .Mounts}}{{.Type}} {{.Source}} {{.Destination}} {{.Propagation}}{{end}}' i1
