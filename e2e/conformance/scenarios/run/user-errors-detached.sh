# title: a user that is not in the image, at start
docker create --name u1 -u nosuch busybox true
docker start u1
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' u1
