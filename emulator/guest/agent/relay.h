#ifndef SLIPWAY_RELAY_H
#define SLIPWAY_RELAY_H

/** The socket of the guest's `docker` client: its frames go on to the host, with streams renumbered. */
void relay_listen(const char *path);

#endif
