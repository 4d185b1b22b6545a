#!/bin/sh
# A page that counts votes in redis, at the name "cache". Each request runs it once.
case $SCRIPT_NAME in
  */vote) new=1 ;;
  *) new=0 ;;
esac

# Redis may just be starting: asked again for some seconds.
for try in $(seq 25); do
  votes=$(printf 'INCRBY votes %s\r\nQUIT\r\n' "$new" | nc -w 2 cache 6379 2>/dev/null | tr -dc 0-9)
  [ -n "$votes" ] && break
  sleep 0.2
done

printf 'Content-Type: text/html\r\n\r\n'
if [ -n "$votes" ]; then
  printf '<h1>%s votes</h1><p>%s</p><a href="/cgi-bin/vote">Vote</a>\n' "$votes" "${TITLE:-Do you like containers?}"
else
  printf '<h1>No cache</h1><p>Nobody answers at the name "cache".</p>\n'
fi
