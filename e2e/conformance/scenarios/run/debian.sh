# title: another distribution on the same kernel
# images: debian
docker run --rm debian bash -c 'echo $BASH_VERSION | cut -c1'
docker run --rm debian cat /etc/debian_version
docker run --rm debian sh -c '. /etc/os-release; echo $ID'
