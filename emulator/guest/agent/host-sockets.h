#ifndef SLIPWAY_HOST_SOCKETS_H
#define SLIPWAY_HOST_SOCKETS_H

#include "failure.h"

/** Sockets in the guest that the host answers: each connection becomes a stream to it. */

/** /var/run/docker.sock: API of the protocol. */
void api_socket_listen(const char *path);
/** Port 80 of MIRROR_ADDRESS: MIRROR of the protocol. */
bool mirror_listen(struct failure *failure);

#endif
