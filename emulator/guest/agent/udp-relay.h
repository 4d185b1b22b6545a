#ifndef SLIPWAY_UDP_RELAY_H
#define SLIPWAY_UDP_RELAY_H

#include <netinet/in.h>

#include "loop.h"

/** Datagrams that came in at a published port, passed on to the container; its answers go back where they came from. */
struct udp_relay {
  /** At the published port. */
  struct source listener;
  struct sockaddr_in target;
  struct udp_session *sessions;
  unsigned sessionCount;
  /** Ends sessions that nobody uses. */
  struct timer sweep;
};

/** Takes over `fd`, bound and non-blocking. */
void udp_relay_start(struct udp_relay *relay, int fd, const struct sockaddr_in *target);
void udp_relay_stop(struct udp_relay *relay);

#endif
