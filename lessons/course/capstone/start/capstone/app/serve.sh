#!/bin/sh
# The web server of busybox, with what is in www.
exec httpd -f -p 127.0.0.1:8080 -h www
