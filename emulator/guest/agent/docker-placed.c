#include "docker-placed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "own.h"
#include "places.h"
#include "protocol.h"

/** What a disk read past the page cache is a multiple of. */
static const uint32_t sectorBytes = 512;

static int disk = -1;
static uint8_t *memory;

bool placed_open(void) {
  // A file, in tests, has no page cache of its own; and tmpfs knows no O_DIRECT.
  const char *path = getenv("SLIPWAY_LAYERS_DISK");
  disk = path ? open(path, O_RDONLY | O_CLOEXEC) : open(LAYERS_DISK, O_RDONLY | O_DIRECT | O_CLOEXEC);
  if (disk < 0) return false;
  // Begins at a page, and costs nothing until it is used.
  memory = mmap(NULL, MAX_PLACED_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory != MAP_FAILED) return true;
  close_fd(&disk);
  return false;
}

const uint8_t *placed_read(uint64_t offset, uint32_t length) {
  if (disk < 0 || length == 0 || length > MAX_PLACED_BYTES || offset > INT64_MAX - MAX_PLACED_BYTES) {
    errno = EINVAL;
    return NULL;
  }
  for (uint32_t done = 0; done < length;) {
    uint32_t left = (length - done + sectorBytes - 1) / sectorBytes * sectorBytes;
    ssize_t count = pread(disk, memory + done, left, (off_t)(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) errno = EIO;
    if (count <= 0) return NULL;
    done += (uint32_t)count;
  }
  return memory;
}
