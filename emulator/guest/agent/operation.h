#ifndef SLIPWAY_OPERATION_H
#define SLIPWAY_OPERATION_H

#include "stream.h"

/** Starts what the host asked for; the arguments were checked against the operation's signature. */
void operation_start(struct stream *stream, enum operation operation, struct reader *arguments);

#endif
