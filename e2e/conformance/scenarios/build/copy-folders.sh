# title: COPY of folders: contents, merged, links and modes kept
mkdir -p src/sub/deep src/empty; echo 1 > src/one; echo 2 > src/sub/two; echo 3 > src/sub/deep/three; chmod 700 src/sub; chmod 4755 src/one
ln -s one src/link; ln -s /nowhere src/broken; ln src/sub/two src/hard
printf '%s\n' 'FROM busybox' 'COPY src /a' 'COPY src/ /b/' 'COPY src/sub /a' 'COPY . /all/' 'COPY src/link /followed' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t copy . | cut -c1-7
docker run --rm copy find /a /b /all | sort
docker run --rm copy sh -c "cd /a && stat -c \"%n %A %u %g\" one sub sub/two hard link empty two deep /followed /a /b; stat -c \"%n %h %s\" hard sub/two"
docker run --rm copy sh -c "readlink /a/link /a/broken"
docker history --no-trunc --format "{{.CreatedBy}} {{.Size}}" copy
