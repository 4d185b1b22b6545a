#ifndef SLIPWAY_UNIX_SOCKET_H
#define SLIPWAY_UNIX_SOCKET_H

#include <sys/types.h>

#include "failure.h"

/** A listening, non-blocking stream socket at `path`, in place of whatever socket was there; -1 on failure. */
int unix_listen(const char *path, mode_t mode, struct failure *failure);
/** A connected, blocking stream socket; -1 with errno. */
int unix_connect(const char *path);
/** Receives one descriptor sent along with a message (SCM_RIGHTS); -1 when none came. */
int receive_fd(int socket);

#endif
