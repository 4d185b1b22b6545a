# title: names: unicode, spaces, quotes, brackets, dots, very long, deep
mkdir -p "größe/日本" "a b" 'q"u' '[x]' d/e/f/g/h/i/j/k/l/m/n/o/p; echo 1 > "größe/日本/ñ.txt"; echo 2 > "a b/c d"; echo 3 > 'q"u/o'; echo 4 > '[x]/[y]'; echo 5 > d/e/f/g/h/i/j/k/l/m/n/o/p/deep; echo 6 > ...; echo 7 > -dash
long=$(printf 'n%.0s' $(seq 200)); mkdir -p "$long/$long"; echo 8 > "$long/$long/$long"
printf '%s\n' 'FROM busybox' 'COPY . /all' 'COPY größe/日本/*.txt /uni/' 'COPY ["a b/c d", "/sp ace/"]' 'COPY [[]x]/[[]y] /brackets' 'COPY -dash ... /dots/' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t names . 2>/dev/null | grep -a -v -e Sending | sed "s/[0-9a-f]\{12\}/ID/"
docker run --rm names sh -c 'find /all /uni "/sp ace" /brackets /dots -type f | sort | while read -r f; do echo "$f $(cat "$f")"; done'
docker history --no-trunc --format "{{.CreatedBy}} {{.Size}}" names
