# title: the API's ping and an unknown page
printf 'GET /_ping HTTP/1.0\r\n\r\n' | "$NODE" "$PROGRAMS/raw-request.mjs" | sed -n 1p | cut -d' ' -f2
printf 'GET /nosuch HTTP/1.0\r\n\r\n' | "$NODE" "$PROGRAMS/raw-request.mjs" | tail -1
