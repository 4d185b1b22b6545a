#ifndef SLIPWAY_DISK_RANGE_H
#define SLIPWAY_DISK_RANGE_H

#include <stdint.h>

#include "failure.h"

/** Makes [offset, offset + sizeBytes) of the layers disk a read-only block device; its path goes to `device`. */
bool disk_range_attach(unsigned number, uint64_t offset, uint64_t sizeBytes, char device[32], struct failure *failure);
void disk_range_detach(unsigned number);

#endif
