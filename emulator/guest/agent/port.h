#ifndef SLIPWAY_PORT_H
#define SLIPWAY_PORT_H

#include "stream.h"

/**
 * Published ports: sockets in the guest's network whose connections and datagrams are passed on to a container, in
 * this process, as docker-proxy does it in one of its own. They last until the container ends.
 */
void publish_port(struct stream *stream, struct reader *arguments);
void unpublish_ports(struct stream *stream, struct reader *arguments);

/** Closes the ports of a container that has ended. */
void ports_close(const char *containerId);
/** The host is gone, and with it who asked for them. */
void ports_close_all(void);

#endif
