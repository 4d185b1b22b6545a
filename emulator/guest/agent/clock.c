#include "clock.h"

#include <errno.h>
#include <linux/random.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>

#include "own.h"

static bool add_entropy(const uint8_t *bytes, size_t count, struct failure *failure) {
  struct {
    struct rand_pool_info info;
    uint8_t bytes[512];
  } pool;
  OWN_FD fd = open("/dev/urandom", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return fail(failure, errno, "open /dev/urandom");
  while (count) {
    size_t part = count < sizeof pool.bytes ? count : sizeof pool.bytes;
    pool.info.entropy_count = (int)part * 8;
    pool.info.buf_size = (int)part;
    memcpy(pool.info.buf, bytes, part);
    if (ioctl(fd, RNDADDENTROPY, &pool) < 0) return fail(failure, errno, "add entropy");
    bytes += part;
    count -= part;
  }
  // The generator's key in the snapshot is every tab's: make a new one from the pool now, not in a minute.
  if (ioctl(fd, RNDRESEEDCRNG) < 0) return fail(failure, errno, "reseed the random generator");
  return true;
}

void set_time(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  uint64_t nanoseconds = read_u64(arguments);
  size_t count;
  const uint8_t *entropy = read_string(arguments, &count);
  struct timespec now = {.tv_sec = (time_t)(nanoseconds / 1000000000), .tv_nsec = (long)(nanoseconds % 1000000000)};
  bool done = clock_settime(CLOCK_REALTIME, &now) == 0 ? true : fail(&failure, errno, "set the clock");
  stream_answer(stream, done && add_entropy(entropy, count, &failure), &failure);
}
