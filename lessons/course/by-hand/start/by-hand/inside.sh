# Process 1 of the container: makes itself at home, and then becomes the program. For start.sh only.
[ $$ = 1 ] || exit 1
hostname handmade
cd root
mkdir -p old
pivot_root . old
mount -t proc proc /proc
mount -t tmpfs dev /dev
mknod /dev/null c 1 3
mknod /dev/zero c 1 5
umount -l /old
rmdir /old
ip link set lo up
exec httpd -f -p 80 -h /etc
