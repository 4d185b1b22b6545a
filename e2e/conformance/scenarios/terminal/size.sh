# title: the terminal's size arrives, and its changes
typing 'stty rows 33 cols 99; docker run --rm -it busybox sh' '# ' 'until stty size | grep -q 33; do sleep 0.1; done; stty size\n' '33 99' 'exit\n' | grep -a '^33'
