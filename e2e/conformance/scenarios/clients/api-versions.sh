# title: versions of the API that are too new and too old
ask() { printf "$1 HTTP/1.0\r\n\r\n" | "$NODE" "$PROGRAMS/raw-request.mjs" | tr -d '\r' | sed -n '1p;$p' | sed 's/^HTTP\S* //'; }
ask 'GET /v1.99/containers/json'
ask 'GET /v1.1/containers/json'
