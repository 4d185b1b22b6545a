#ifndef SLIPWAY_TCP_RELAY_H
#define SLIPWAY_TCP_RELAY_H

#include <netinet/in.h>
#include <stdbool.h>

/**
 * Connections that came in at a published port, passed on to the container: each way at its own pace, half-closed
 * where one side is done. What a slow reader does not take stays with the sender, but for one read.
 */

/** As many as there may be at once, in all ports; more wait in the listeners' queues. */
bool tcp_relays_full(void);
/** Takes over `client`, connected and non-blocking. `owner` names the port, for `tcp_relays_end`. */
void tcp_relay_start(int client, const struct sockaddr_in *target, const void *owner);
/** The port is closed, its container has ended: what is under way may still arrive, for a moment. */
void tcp_relays_end(const void *owner);

#endif
