#ifndef SLIPWAY_DOCKER_REQUEST_H
#define SLIPWAY_DOCKER_REQUEST_H

#include <stdbool.h>

#include "bytes.h"

/** Queues HELLO and OPEN CLI with what was typed and where. False when it is more than a frame can hold. */
bool put_request(struct bytes *out, uint32_t stream, char **arguments, bool takesPlaced);

#endif
