# title: pull by tag, by digest, all tags, and what cannot be had
# images: none
docker pull -q busybox:latest
digest=$(docker images --digests --format '{{.Digest}}' busybox); docker pull busybox@$digest | grep -v -e Pulling -e exists -e Download -e Verif -e Pull
docker pull -q docker.io/library/hello-world
docker images --format '{{.Repository}}:{{.Tag}}' | sort
docker pull
docker pull a b
docker pull --nosuch x
docker pull -a busybox:latest
