# What the steps of a scenario can call; see README.md.

# soon COMMAND…: until it succeeds, 10 s at most.
soon() {
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33; do
    "$@" >/dev/null 2>&1 && return
    sleep 0.3
  done
  echo "never: $*"
  return 1
}

# typing COMMAND [TEXT KEYS]…: in a terminal. interrupting SIGNAL TEXT COMMAND… See the programs in clients/.
typing() { "$NODE" "$PROGRAMS/typing.mjs" "$@"; }
interrupting() { "$NODE" "$PROGRAMS/interrupting.mjs" "$@"; }

# buildkit ARG…: docker build with BuildKit; what it prints is in ../build-log, unless it fails.
buildkit() {
  if [ "$BUILDKIT" ]; then
    DOCKER_BUILDKIT=1 "$BUILDKIT" build --progress=plain --platform linux/386 "$@" >../build-log 2>&1
  else
    docker build --progress=plain "$@" >../build-log 2>&1
  fi
  code=$?
  [ $code = 0 ] || echo "exit code $code"
  return $code
}

# files NAME: the files of an image with mode, owner, size and number of names, then the digests of the small ones.
files() {
  rm -rf ../files && mkdir ../files
  id=$(docker create "$1" x)
  docker export "$id" | tar -x -p --same-owner -C ../files
  docker rm "$id" >/dev/null
  listed ../files
}

# listed FOLDER: the same of a folder.
listed() {
  (
    cd "$1" || return
    find . ! -path . \( -type d -printf '%P/ %m %U:%G\n' -o -type f -printf '%P %m %U:%G %s bytes, %n names\n' \
      -o -printf '%P %y %m %U:%G %l\n' \) | LC_ALL=C sort
    find . -type f -size -100k -exec sha256sum {} + | sed 's/^\(.\{12\}\)[0-9a-f]*/\1/' | LC_ALL=C sort -k2
  )
}

# image NAME [BASE]: files that are not so in BASE (busybox; or none, for what is FROM scratch), config and history. The
# BuildKit of Docker 20.10 is of 2020: its history has no flags of COPY and shows ports as a map of Go.
image() {
  if [ "$2" = none ]; then
    files "$1" | grep -v -e '^dev/' -e '^etc/' -e '^proc/' -e '^sys/' -e '^\.dockerenv'
  else
    base=../base.${2:-busybox}
    [ -e "$base" ] || files "${2:-busybox}" >"$base"
    files "$1" | grep -v -x -F -f "$base"
  fi
  docker inspect "$1" | sed -n '/^        "Config": {/,/^        }/p'
  docker inspect -f 'author {{json .Author}}, {{len .RootFS.Layers}} layers' "$1"
  docker history --no-trunc --format '{{.CreatedBy}}|{{.Size}}|{{.Comment}}' "$1" |
    sed '/buildkit/{s/^\(COPY\|ADD\) \(--[a-z]*\(=[^ ]*\)\{0,1\} \)*/\1 /; s/^EXPOSE [^|]*/EXPOSE/;}'
}

# compose ARG…: docker-compose 1.29 with Docker's client, docker compose with ours, told to name as that does. What it
# prints is in ../compose-log: for scenarios that compare what came of it.
compose() {
  if [ "$CLIENT" = ours ]; then
    docker compose --compatibility "$@" >../compose-log 2>&1
  else
    docker-compose "$@" >../compose-log 2>&1
  fi
}

# outcome: containers, networks and volumes that compose made.
outcome() {
  docker ps -a --filter label=com.docker.compose.project --format '{{.Names}}' | sort | while read -r name; do
    of='{{.Name}} {{.State.Status}} {{.Config.Image}} {{json .Config.Cmd}} {{.Config.User}} {{.HostConfig.RestartPolicy.Name}}'
    of="$of"' {{range .Mounts}}{{.Type}}:{{.Name}}:{{.Destination}}:{{.RW}} {{end}}'
    of="$of"'{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}'
    docker inspect -f "$of" "$name"
    docker inspect -f '{{range $key, $value := .Config.Labels}}{{$key}}={{$value}}
{{end}}' "$name" | grep -E '^com.docker.compose.(project|service|container-number|oneoff)=|^[a-z]+='
  done
  docker network ls --filter label=com.docker.compose.project \
    --format 'network {{.Name}} {{.Driver}} {{.Label "com.docker.compose.network"}}' | sort
  docker volume ls --filter label=com.docker.compose.project \
    --format 'volume {{.Name}} {{.Driver}} {{.Label "com.docker.compose.volume"}}' | sort
}
