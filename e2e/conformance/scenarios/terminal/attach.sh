# title: attach to a running shell and leave it
docker run -dit --name s1 busybox sh
typing 'docker attach s1' '' 'echo A$((1+1))B\n' 'A2B' 'exit 4\n' | grep -a '^A2B'
docker wait s1
