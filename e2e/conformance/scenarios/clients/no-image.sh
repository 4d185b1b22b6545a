# title: a container of no image, which only the API can ask for
printf 'POST /containers/create HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"Cmd":["sh"]}\n' | "$NODE" "$PROGRAMS/raw-request.mjs" | sed -n 1p | cut -d' ' -f2
