#ifndef SLIPWAY_API_SOCKET_H
#define SLIPWAY_API_SOCKET_H

/** /var/run/docker.sock: each connection becomes a stream API to the host. */
void api_socket_listen(const char *path);

#endif
