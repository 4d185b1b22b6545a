# title: a tag that the registry does not have
# images: none
docker pull busybox:nosuchtag >/dev/null 2>&1; echo $?
docker images -q
