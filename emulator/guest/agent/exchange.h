#ifndef SLIPWAY_EXCHANGE_H
#define SLIPWAY_EXCHANGE_H

#include "stream.h"

/** One datagram sent from a container's network, or the guest's, and the one that comes back (EXCHANGE of the protocol). */
void exchange_datagrams(struct stream *stream, struct reader *arguments);

#endif
