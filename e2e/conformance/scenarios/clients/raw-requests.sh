# title: requests that no client library would send
ask() { printf "$1 HTTP/1.0\r\n$2\r\n" | "$NODE" "$PROGRAMS/raw-request.mjs" | tr -d '\r' | sed -n '1p;$p' | sed 's/^HTTP\S* //'; }
ask 'GET /v1.24/containers/json'
ask 'GET /v1.41/containers/json?all=1'
ask 'POST /containers/create' 'Content-Length: 2\r\nContent-Type: text/plain\r\n\r\n{}'
ask 'POST /containers/create' 'Content-Length: 2\r\nContent-Type: application/json\r\n\r\n{}'
ask 'PUT /containers/json'
ask 'GET /containers/nosuch/nosuch'
ask 'POST /containers/nosuch/resize?h=x'
ask 'HEAD /_ping'
