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
  /** The container finds a name server at 127.0.0.11. */
  bool names;
};

/** Up, with the guest's own addresses beside 127.0.0.1. */
bool network_enable_loopback(struct failure *failure);
/** A bridge that is up and has the address. One that exists is brought to that. */
bool network_create_bridge(const char *name, const char *addressCidr, struct failure *failure);
bool network_remove_bridge(const char *name, struct failure *failure);

/** A namespace kept at /run/netns/<id>, with loopback up; its netlink socket in `*socket`, to be closed. */
bool network_create_namespace(const char *id, int *namespaceFd, int *socket, struct failure *failure);
/** The same for the namespace of a container that was started before. */
bool network_open_namespace(const char *id, int *namespaceFd, int *socket, struct failure *failure);
/** N of an interface called ethN, at most 999; false for another name. */
bool network_interface_number(const char *name, unsigned *number);
/** A veth pair from `endpoint->bridge` into the namespace. */
bool network_add_endpoint(const char *id, const struct endpoint *endpoint, int namespaceFd, int socket,
                          struct failure *failure);
/** Removes one interface; then the default route leads through `gateway`, unless that is ''. */
bool network_remove_endpoint(const char *id, const char *interfaceName, const char *gateway, int socket,
                             struct failure *failure);
/** Removes the namespace and its interfaces, numbered below `numberLimit`. Runs in a worker. */
void network_remove_namespace(const char *id, unsigned numberLimit);

/** A socket (SOCK_STREAM, SOCK_DGRAM) in the namespace that `path` names (NULL: the guest's own), non-blocking; -1 on failure. */
int network_socket(const char *path, int family, int type, struct failure *failure);

#endif
