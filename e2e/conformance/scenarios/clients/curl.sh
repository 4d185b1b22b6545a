# title: the API by curl
curl -s --unix-socket "$SOCKET" http://docker/_ping
curl -s -o /dev/null -w '%{http_code} %{content_type}\n' --unix-socket "$SOCKET" http://docker/v1.41/containers/json
curl -s -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox","Cmd":["echo","hi"]}' --unix-socket "$SOCKET" 'http://docker/v1.41/containers/create?name=c1'
curl -s -w '%{http_code}\n' -X POST --unix-socket "$SOCKET" http://docker/v1.41/containers/c1/start
curl -s -X POST --unix-socket "$SOCKET" http://docker/v1.41/containers/c1/wait
curl -s -w '%{http_code}\n' -X POST --unix-socket "$SOCKET" http://docker/v1.41/containers/c1/stop
curl -s --unix-socket "$SOCKET" 'http://docker/v1.41/containers/c1/logs?stdout=1' | od -c | head -2
curl -s -w '%{http_code}\n' -X DELETE --unix-socket "$SOCKET" http://docker/v1.41/containers/c1
curl -s -w '%{http_code}\n' -X DELETE --unix-socket "$SOCKET" http://docker/v1.41/containers/c1
