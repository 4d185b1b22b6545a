#ifndef SLIPWAY_LINK_H
#define SLIPWAY_LINK_H

#include <stdbool.h>

#include "bytes.h"

/** The connection with the host: one, over a virtio port or, for tests, over a unix socket. */

/** Opens the virtio port, waiting for it to appear. */
void link_use_port(const char *path);
/** Serves one connection after the other at a unix socket. */
void link_use_socket(const char *path);

/** Has `reset` called when the host is gone, or greets anew: all streams are over then. */
void link_when_reset(void (*reset)(void));

/** The host said HELLO. */
bool link_is_up(void);
/** Frames are put here; they leave before the loop waits again. */
struct bytes *link_output(void);
/** Not so much is queued that senders should hold back. */
bool link_has_room(void);
void link_flush(void);

#endif
