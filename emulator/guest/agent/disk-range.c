#include "disk-range.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

#include "own.h"
#include "places.h"

/**
 * A dm-linear table: requests go to the disk with their place shifted, in the caller's context. A loop device would
 * hand each to a kernel thread.
 */
struct request {
  struct dm_ioctl head;
  struct dm_target_spec target;
  char parameters[64];
};

static const unsigned sectorBytes = 512;

static int control(void) {
  static int fd = -1;
  if (fd < 0) fd = open("/dev/mapper/control", O_RDWR | O_CLOEXEC);
  return fd;
}

static struct request request_for(unsigned number, unsigned flags) {
  struct request request = {.head = {
                              .version = {DM_VERSION_MAJOR, 0, 0},
                              .data_size = sizeof request,
                              .data_start = sizeof request.head,
                              .flags = flags,
                            }};
  snprintf(request.head.name, sizeof request.head.name, "layer%u", number);
  return request;
}

static bool load_table(unsigned number, uint64_t offset, uint64_t sizeBytes) {
  struct request request = request_for(number, DM_READONLY_FLAG);
  request.head.target_count = 1;
  request.target.length = sizeBytes / sectorBytes;
  strcpy(request.target.target_type, "linear");
  snprintf(request.parameters, sizeof request.parameters, "%s %llu", LAYERS_DISK,
           (unsigned long long)(offset / sectorBytes));
  return ioctl(control(), DM_TABLE_LOAD, &request) == 0;
}

bool disk_range_attach(unsigned number, uint64_t offset, uint64_t sizeBytes, char device[32], struct failure *failure) {
  if (offset % sectorBytes || sizeBytes % sectorBytes || !sizeBytes)
    return fail(failure, EINVAL, "layer at %llu of %llu bytes", (unsigned long long)offset, (unsigned long long)sizeBytes);
  if (control() < 0) return fail(failure, errno, "open the device mapper");
  struct request created = request_for(number, 0);
  if (ioctl(control(), DM_DEV_CREATE, &created) < 0) return fail(failure, errno, "create a mapped device");
  struct request resumed = request_for(number, DM_READONLY_FLAG);
  if (load_table(number, offset, sizeBytes) && ioctl(control(), DM_DEV_SUSPEND, &resumed) == 0) {
    snprintf(device, 32, "/dev/dm-%u", minor(created.head.dev));
    return true;
  }
  fail(failure, errno, "map the layers disk");
  disk_range_detach(number);
  return false;
}

void disk_range_detach(unsigned number) {
  struct request request = request_for(number, DM_DEFERRED_REMOVE);
  ioctl(control(), DM_DEV_REMOVE, &request);
}
