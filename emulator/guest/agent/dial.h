#ifndef SLIPWAY_DIAL_H
#define SLIPWAY_DIAL_H

#include "stream.h"

/** A TCP connection in a container's network, or the guest's, as a stream. */
void dial_address(struct stream *stream, struct reader *arguments);

#endif
