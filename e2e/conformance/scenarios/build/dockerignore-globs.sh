# title: .dockerignore: **, exceptions of exceptions, slashes, sets, spaces, its own name
mkdir -p a/b/c/d x/node_modules/y node_modules "sp ace"; touch a/1.tmp a/b/2.tmp a/b/c/3.tmp a/b/c/d/4.tmp a/b/c/d/keep.tmp root.tmp x/node_modules/y/z node_modules/q "sp ace/f" file1 file2 fileA .env a/.env e.md E.md
t() { printf '%s\n' "$@" > .dockerignore; printf 'FROM busybox\nCOPY . /ctx\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t ig . 2>&1 | grep -v -e ^sha256 | tail -1; docker run --rm ig sh -c "cd /ctx && find . -type f | sort | tr '\n' ' '"; echo; }
t '**/*.tmp' '!a/b/c/d/keep.tmp'
t 'a/**/d' '**/node_modules' '!x/node_modules/y'
t '/a' 'file?' 'sp ace/' './e.md'
t '*' '!a' 'a/b' '!a/b/c/3.tmp' '!fileA'
t 'file[0-9]' '**/.env' '[e-f]*.md' '# no' '  root.tmp  '
t 'a/b/..' '..' '.' '!file1'
mkdir -p c.tmp/in z; touch c.tmp/in/f z/5.tmp
t '**' '!**/*.tmp'
t '**' '!a/b/*.tmp' '!z'
t '*' '!**/c' '!a/b'
