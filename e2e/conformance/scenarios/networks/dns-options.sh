# title: --dns, --dns-search, --dns-option
docker run --rm --dns 10.1.2.3 --dns 10.1.2.4 --dns-search example.org --dns-option ndots:2 busybox cat /etc/resolv.conf
docker run --rm --dns-search . busybox grep -c search /etc/resolv.conf
docker network create n1
docker run --rm --network n1 --dns 10.1.2.3 --dns-search example.org --dns-option timeout:1 busybox grep -v '^#' /etc/resolv.conf
docker run -d --name web.example.org --network n1 busybox sleep 100
docker run --rm --network n1 --dns-search example.org busybox ping -c 1 -W 2 web | grep -o '[0-9]*% packet loss'
docker run --rm --dns nonsense busybox true
docker run --rm --network host --dns 10.1.2.3 busybox grep -c 10.1.2.3 /etc/resolv.conf
docker create --name c1 --dns 10.1.2.3 --dns-search example.org --dns-option ndots:2 busybox
docker inspect -f '{{json .HostConfig.Dns}} {{json .HostConfig.DnsSearch}} {{json .HostConfig.DnsOptions}}' c1
