# title: variables of a file, with all operators
# clients: ours
cat >compose.yaml <<'E'
name: conf
services:
  web:
    image: busybox
    environment:
      - A=${SET}
      - B=${UNSET-dash}
      - C=${EMPTY-dash}
      - D=${EMPTY:-colon}
      - E=${SET+plus}
      - F=${EMPTY:+plus}
      - G=${UNSET:-${SET:-deep}}
      - H=$$SET
      - I=${UNSET}
E
SET=yes EMPTY= docker compose config --format json
printf 'services: {web: {image: "busybox:${NEED:?must be there}"}}\n' >compose.yaml; docker compose -p conf config
NEED=1 docker compose -p conf config --images
printf 'services: {web: {image: "${BROKEN"}}\n' >compose.yaml; docker compose -p conf config
