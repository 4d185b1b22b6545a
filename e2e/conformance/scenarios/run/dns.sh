# title: --dns, --dns-search, --dns-opt
docker run --rm --dns 10.1.2.3 --dns-search a.org --dns-opt ndots:2 busybox grep -v '^#' /etc/resolv.conf
docker run --rm --dns nonsense busybox true
