#ifndef SLIPWAY_CLOCK_H
#define SLIPWAY_CLOCK_H

#include "stream.h"

/** After a restore: the time of day, and randomness that no other copy of the snapshot has. */
void set_time(struct stream *stream, struct reader *arguments);

#endif
