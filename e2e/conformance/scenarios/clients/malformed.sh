# title: JSON that is none
ask() { printf "$1 HTTP/1.0\r\n$2\r\n" | "$NODE" "$PROGRAMS/raw-request.mjs" | tr -d '\r' | sed -n '1p;$p' | sed 's/^HTTP\S* //'; }
ask 'GET /containers/json?limit=x'
ask 'GET /containers/json?filters=nonsense'
ask 'POST /containers/create' 'Content-Length: 1\r\nContent-Type: application/json\r\n\r\n{'
