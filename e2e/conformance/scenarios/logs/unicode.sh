# title: bytes come back as they went
docker run --name l1 busybox printf 'caf\303\251 \360\237\220\263\n\ttab\033[1mbold\n'
docker logs l1
docker run --name m1 busybox printf 'a\r\nb\000c\n'
docker logs m1 | od -c | head -2
