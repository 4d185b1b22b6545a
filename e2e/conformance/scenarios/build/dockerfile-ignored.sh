# title: -f with an ignore file of its own name, a Dockerfile in a folder, ignored, linked
mkdir -p sub; echo 1 > one; echo 2 > two; printf 'FROM busybox\nCOPY . /c\n' > sub/App.Dockerfile; printf 'one\n' > .dockerignore; ln -s sub/App.Dockerfile linked
DOCKER_BUILDKIT=0 docker build -q -f sub/App.Dockerfile -t f1 . | cut -c1-7; docker run --rm f1 sh -c "cd /c; find . ! -type d | sort"
DOCKER_BUILDKIT=0 docker build -q -f linked -t f2 . | cut -c1-7; docker run --rm f2 sh -c "cd /c; find . ! -type d | sort"
printf 'sub\n*.sh\nlinked\n' > .dockerignore; DOCKER_BUILDKIT=0 docker build -q -f sub/App.Dockerfile -t f3 . | cut -c1-7; docker run --rm f3 sh -c "cd /c; find . ! -type d | sort"
printf 'FROM busybox\nCOPY . /c\n' | DOCKER_BUILDKIT=0 docker build -q -f - -t f4 . | cut -c1-7; docker run --rm f4 sh -c "cd /c; find . ! -type d | sort"
DOCKER_BUILDKIT=0 docker build -f /nosuch/Dockerfile . 2>&1 | tail -1
printf 'x' | DOCKER_BUILDKIT=0 docker build -f - - 2>&1 | tail -1
