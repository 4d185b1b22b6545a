#ifndef SLIPWAY_WATCH_H
#define SLIPWAY_WATCH_H

#include "stream.h"

/** Changes below a folder, from inotify(7), as a stream. */
void watch_folder(struct stream *stream, struct reader *arguments);

#endif
