#ifndef SLIPWAY_DOCKER_PLACED_H
#define SLIPWAY_DOCKER_PLACED_H

#include <stdbool.h>
#include <stdint.h>

/** Output of a command that the host did not send but placed on the layers disk (CONTROL_PLACED of protocol.h). */

/** Gets ready to read there. False where the disk cannot be read, as in a container: the host must not place then. */
bool placed_open(void);
/** What lies there, in memory that the next call reads into. NULL with errno set. */
const uint8_t *placed_read(uint64_t offset, uint32_t length);

#endif
