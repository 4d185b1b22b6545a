# title: COPY of files: into directories, renamed, several, with spaces and JSON
mkdir -p d; echo 1 > a.txt; echo 2 > b.txt; echo 3 > "c d.txt"; chmod 600 a.txt; chmod 755 b.txt
printf '%s\n' 'FROM busybox' 'WORKDIR /w' 'COPY a.txt .' 'COPY a.txt renamed' 'COPY a.txt b.txt /many/' 'COPY ["c d.txt", "/space dir/"]' 'COPY *.txt /glob/' 'COPY ?.txt /question/' 'COPY [ab].txt /set/' 'COPY a.txt /tmp' 'COPY a.txt /etc/passwd.d/deep/er' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t copy . 2>/dev/null
docker run --rm copy sh -c "find /w /many /glob /question /set \"/space dir\" /tmp /etc/passwd.d -exec stat -c '%A %u %g %n' {} + | sort"
docker run --rm copy sh -c "find /w /many /glob /question /set \"/space dir\" /tmp /etc/passwd.d | sort"
docker history --no-trunc --format "{{.CreatedBy}} {{.Size}}" copy
