# title: the terminal's size arrives
(sleep 2) | script -qec 'stty rows 33 cols 99; docker run --rm -it busybox sh -c "sleep 0.7; stty size"' /dev/null
