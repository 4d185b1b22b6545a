#ifndef SLIPWAY_DIAL_H
#define SLIPWAY_DIAL_H

#include "stream.h"

/**
 * A non-blocking socket (SOCK_STREAM, SOCK_DGRAM) in the network of a running container, or of the guest for '', that is
 * connected to the address or about to be. -1 with the failure.
 */
int connect_address(const char *id, const char *host, uint16_t port, int type, struct failure *failure);
/** A TCP connection in a container's network, or the guest's, as a stream. */
void dial_address(struct stream *stream, struct reader *arguments);

#endif
