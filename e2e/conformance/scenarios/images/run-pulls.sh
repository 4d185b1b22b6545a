# title: run pulls what is not there
# images: none
docker run --rm hello-world 2>&1 | grep -v -e Checksum -e Downloading
docker images --format '{{.Repository}}:{{.Tag}}'
