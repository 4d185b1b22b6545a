# title: other protocols than TCP
docker run -d --name u1 -p 8053:53/udp -p 8053:53 busybox sleep 100
docker port u1 | sort; docker port u1 53/udp; docker port u1 53
docker inspect -f '{{json .Config.ExposedPorts}}' u1
docker run --rm -p 80:80/icmp busybox true
docker run --rm --expose 80/nosuch busybox true
docker run --rm --expose nonsense busybox true
docker create --name s1 --expose 80/sctp --expose 90-92/udp busybox; docker inspect -f '{{json .Config.ExposedPorts}}' s1
docker port u1 53/nosuch
docker port u1 99
docker port nosuch
