# title: modes of -v as inspect shows them
docker create --name a1 -v v1:/a -v v2:/b:ro -v v3:/c:nocopy -v /srv:/d:ro,rslave -v v4:/e:rw,Z -v /anonymous busybox
docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}} [{{.Mode}}] {{.RW}} [{{.Propagation}}]{{"\n"}}{{end}}' a1 | sort
docker inspect -f '{{json .Config.Volumes}}' a1; docker inspect -f '{{json .HostConfig.Binds}}' a1 | tr ',' '\n' | grep -o '[v/][^"]*' | sort
docker run --rm -v v5:/etc:nocopy busybox ls /etc | grep -c passwd
docker run --rm -v v6:/etc:ro busybox sh -c 'ls /etc | grep -c passwd; touch /etc/x'
docker run --rm -v /srv/x/../deep/./folder/:/m//n/ busybox sh -c 'touch /m/n/f; ls /m'
docker run --rm -v /srv:/m busybox ls /m/deep/folder
