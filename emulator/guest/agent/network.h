#ifndef SLIPWAY_NETWORK_H
#define SLIPWAY_NETWORK_H

#include "failure.h"

/** Bridges, network namespaces and veth pairs, as Docker lays them. */

/** `endpoint` of the protocol. */
struct endpoint {
  const char *interfaceName;
  const char *bridge;
  const char *mac;
  const char *addressCidr;
  /** '' for none */
  const char *gateway;
};

bool network_enable_loopback(struct failure *failure);
/** A bridge that is up and has the address. One that exists is brought to that. */
bool network_create_bridge(const char *name, const char *addressCidr, struct failure *failure);
bool network_remove_bridge(const char *name, struct failure *failure);

/** A namespace kept at /run/netns/<id>, with loopback up; its netlink socket in `*socket`, to be closed. */
bool network_create_namespace(const char *id, int *namespaceFd, int *socket, struct failure *failure);
/** A veth pair from `endpoint->bridge` into the namespace; `index` counts the container's endpoints. */
bool network_add_endpoint(const char *id, unsigned index, const struct endpoint *endpoint, int namespaceFd, int socket,
                          struct failure *failure);
/** Undoes the above, for however many endpoints there are. Runs in a worker. */
void network_remove_namespace(const char *id);

/** A TCP socket in the namespace that `path` names (NULL: the guest's own), non-blocking; -1 on failure. */
int network_socket(const char *path, int family, struct failure *failure);

#endif
