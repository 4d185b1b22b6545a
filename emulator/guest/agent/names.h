#ifndef SLIPWAY_NAMES_H
#define SLIPWAY_NAMES_H

#include "failure.h"

/**
 * The name server that containers of user-defined networks find at 127.0.0.11, as with Docker: sockets in the
 * container's network namespace, held by the agent, which passes each query on to the host (DNS of the protocol).
 * The guest itself has one at NAME_SERVER_ADDRESS, which its /etc/resolv.conf names.
 */
struct names;

/** Listens in the namespace of a container, or of the guest for '', UDP and TCP. NULL with the failure. */
struct names *names_serve(const char *id, struct failure *failure);
/** Closes the sockets; answers that are still on their way go nowhere. NULL is allowed. */
void names_close(struct names *names);

#endif
