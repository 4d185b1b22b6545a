# title: .dockerignore that takes all but a folder, and patterns that are none
mkdir -p a/b node_modules/x docs; touch a/one.log a/b/two.log a/keep.log node_modules/x/y docs/a.md docs/README.md top.md README.md .hidden
printf "*\n!a\n" > .dockerignore; printf "FROM busybox\nCOPY . /ctx\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t ignore . | cut -c1-7; docker run --rm ignore find /ctx | sort
printf "!\n" > .dockerignore; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "[a\n" > .dockerignore; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
