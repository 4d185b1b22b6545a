# title: attach to a running shell and leave it
docker run -dit --name s1 busybox sh
(sleep 0.7; printf 'echo A$((1+1))B\n'; sleep 0.7; printf 'exit\n'; sleep 0.5) | script -qec 'docker attach s' /dev/null | tr -d '\r' | grep -a '^A2B'
docker wait s1
