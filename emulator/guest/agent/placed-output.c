#include "placed-output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bytes.h"
#include "failure.h"
#include "own.h"
#include "places.h"
#include "protocol.h"

enum { PLACES = 2, SECTOR = 512 };

struct output {
  int disk;
  off_t places[PLACES];
  /** Pieces written, and those of them that the host has taken. */
  unsigned written, taken;
  uint8_t *piece;
  size_t length;
};

static struct output placed = {.disk = -1};

static bool write_all(int fd, const uint8_t *bytes, size_t length, off_t offset) {
  for (size_t done = 0; done < length;) {
    ssize_t count = offset < 0 ? write(fd, bytes + done, length - done)
                               : pwrite(fd, bytes + done, length - done, offset + (off_t)done);
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) errno = ENOSPC;
    if (count <= 0) return false;
    done += (size_t)count;
  }
  return true;
}

/** The host has taken one more. */
static bool wait_for_place(struct output *output) {
  char bytes[PLACES];
  ssize_t count;
  do count = read(STDIN_FILENO, bytes, output->written - output->taken);
  while (count < 0 && errno == EINTR);
  if (count == 0) errno = EPIPE;
  if (count <= 0) return false;
  output->taken += (unsigned)count;
  return true;
}

static bool put_piece(struct output *output) {
  if (output->length == 0) return true;
  if (output->written - output->taken == PLACES && !wait_for_place(output)) return false;
  size_t sectors = (output->length + SECTOR - 1) / SECTOR * SECTOR;
  memset(output->piece + output->length, 0, sectors - output->length);
  if (!write_all(output->disk, output->piece, sectors, output->places[output->written % PLACES])) return false;
  struct bytes record = {0};
  put_u32(&record, (uint32_t)output->length);
  bool ok = write_all(STDOUT_FILENO, bytes_front(&record), record.length, -1);
  bytes_release(&record);
  output->written++;
  output->length = 0;
  return ok;
}

/** Of `count` bytes those that the piece has room for. */
static size_t fitting(const struct output *output, size_t count) {
  size_t room = MAX_PLACED_BYTES - output->length;
  return count < room ? count : room;
}

static bool added(struct output *output, size_t count) {
  output->length += count;
  return output->length < MAX_PLACED_BYTES || put_piece(output);
}

static ssize_t on_write(void *cookie, const char *bytes, size_t length) {
  struct output *output = cookie;
  for (size_t done = 0; done < length;) {
    size_t part = fitting(output, length - done);
    memcpy(output->piece + output->length, bytes + done, part);
    done += part;
    if (!added(output, part)) return 0;
  }
  return (ssize_t)length;
}

/** Copying costs as much as all the rest: straight into the piece. */
ssize_t output_read_from(FILE *out, int in, size_t count) {
  static uint8_t buffer[64 * 1024];
  bool isPlaced = out != stdout && placed.disk >= 0;
  size_t part = isPlaced ? fitting(&placed, count) : count < sizeof buffer ? count : sizeof buffer;
  ssize_t got;
  do got = read(in, isPlaced ? placed.piece + placed.length : buffer, part);
  while (got < 0 && errno == EINTR);
  if (got <= 0) return got;
  bool ok = isPlaced ? added(&placed, (size_t)got) : fwrite(buffer, 1, (size_t)got, out) == (size_t)got;
  return ok ? got : -1;
}

static int on_close(void *cookie) {
  struct output *output = cookie;
  bool ok = put_piece(output);
  int error = errno;
  close_fd(&output->disk);
  munmap(output->piece, MAX_PLACED_BYTES);
  errno = error;
  return ok ? 0 : EOF;
}

static bool parse_places(const char *text, off_t places[PLACES]) {
  char *end;
  errno = 0;
  for (int index = 0; index < PLACES; index++, text = end + 1) {
    places[index] = strtoll(text, &end, 10);
    if (end == text || errno || places[index] < 0 || *end != (index + 1 < PLACES ? ',' : 0)) return false;
  }
  return true;
}

FILE *output_open(void) {
  const char *offered = getenv("SLIPWAY_OUTPUT");
  if (!offered) return stdout;
  struct output *output = &placed;
  if (!parse_places(offered, output->places)) die("SLIPWAY_OUTPUT=%s is not what it should be", offered);
  // A file, in tests, has no page cache of its own; and tmpfs knows no O_DIRECT.
  const char *path = getenv("SLIPWAY_LAYERS_DISK");
  output->disk = path ? open(path, O_WRONLY | O_CLOEXEC) : open(LAYERS_DISK, O_WRONLY | O_DIRECT | O_CLOEXEC);
  if (output->disk < 0) die("open %s: %s", path ? path : LAYERS_DISK, strerror(errno));
  output->piece = mmap(NULL, MAX_PLACED_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (output->piece == MAP_FAILED) die("out of memory");
  FILE *out = fopencookie(output, "w", (cookie_io_functions_t){.write = on_write, .close = on_close});
  if (!out) die("out of memory");
  // The piece is its buffer.
  setvbuf(out, NULL, _IONBF, 0);
  return out;
}

bool output_close(FILE *out) {
  if (out == stdout) return fflush(stdout) == 0;
  bool ok = !ferror(out);
  return fclose(out) == 0 && ok;
}
