# title: a Dockerfile or a context that is not there; one beside the context
mkdir sub; echo x > f; printf "FROM busybox\nCOPY f /\nCMD cat f\n" > sub/My.dockerfile
DOCKER_BUILDKIT=0 docker build -f nosuch . 2>&1 | tail -1
(cd sub && DOCKER_BUILDKIT=0 docker build -q -f My.dockerfile ..) 2>/dev/null | cut -c1-7
mv sub/My.dockerfile sub/Dockerfile; DOCKER_BUILDKIT=0 docker build sub 2>&1 | tail -1
DOCKER_BUILDKIT=0 docker build nosuchfolder 2>&1 | tail -1
