# title: .dockerignore: patterns, exceptions, the ignored Dockerfile
mkdir -p a/b node_modules/x docs; touch a/one.log a/b/two.log a/keep.log node_modules/x/y docs/a.md docs/README.md top.md README.md .hidden
printf "# comment\nnode_modules\n**/*.log\n!a/keep.log\n*.md\n!README.md\ndocs/*\n!docs/README.md\n.dockerignore\nDockerfile\n" > .dockerignore
printf "FROM busybox\nCOPY . /ctx\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -t ignore . 2>/dev/null | grep -v Sending
docker run --rm ignore find /ctx | sort
printf "FROM busybox\nCOPY node_modules /x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
