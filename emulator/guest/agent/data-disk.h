#ifndef SLIPWAY_DATA_DISK_H
#define SLIPWAY_DATA_DISK_H

#include "stream.h"

void mount_data(struct stream *stream, struct reader *arguments);
/** sync(2). */
void sync_disks(struct stream *stream, struct reader *arguments);
/** Before a snapshot: as little as possible in memory that is not needed. */
void settle(struct stream *stream, struct reader *arguments);

#endif
