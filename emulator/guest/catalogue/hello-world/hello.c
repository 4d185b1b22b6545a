/*
 * The whole of the hello-world image: a program without a C library, since the image holds nothing else.
 * System calls of i386 through int 0x80: 1 is exit, 4 is write (syscalls(2), syscall(2)).
 */
static const char text[] =
	"\n"
	"Hello from Docker!\n"
	"This message comes from a program in a container, so everything on the way to it works.\n"
	"\n"
	"What happened just now:\n"
	" 1. The docker command, the client, asked the engine over its API for a container of hello-world.\n"
	" 2. The engine had no image of that name, or it skipped this step: it pulled the image from the\n"
	"    registry, the build for your kind of processor, and checked that every byte is as published.\n"
	" 3. The engine put a fresh writable layer on top of the image and started the image's only program\n"
	"    in it, with a process list, a network and a host name of its own.\n"
	" 4. The program wrote this text to its standard output. The engine passed it on to the client, and\n"
	"    the client to your terminal. Then the program ended, and with it the container.\n"
	"\n"
	"See what is left of it:\n"
	" $ docker ps -a\n"
	"\n"
	"Something bigger, a whole Debian with a shell:\n"
	" $ docker run -it debian bash\n"
	"\n";

static int system_call(int number, int first, const void *second, unsigned int third)
{
	int result;
	__asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(first), "c"(second), "d"(third) : "memory");
	return result;
}

void _start(void)
{
	unsigned int written = 0;
	while (written < sizeof(text) - 1) {
		int count = system_call(4, 1, text + written, sizeof(text) - 1 - written);
		if (count <= 0)
			system_call(1, 1, 0, 0);
		written += (unsigned int)count;
	}
	system_call(1, 0, 0, 0);
}
