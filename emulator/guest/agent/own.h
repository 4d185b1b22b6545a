#ifndef SLIPWAY_OWN_H
#define SLIPWAY_OWN_H

/** Ownership by scope: what a variable marked with these holds is released when the scope is left. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static inline void own_release_fd(int *fd) {
  if (*fd >= 0) close(*fd);
}

static inline void own_release_memory(void *pointer) {
  free(*(void **)pointer);
}

static inline void own_release_directory(DIR **directory) {
  if (*directory) closedir(*directory);
}

#define OWN_FD __attribute__((cleanup(own_release_fd))) int
#define OWN_MEMORY __attribute__((cleanup(own_release_memory)))
#define OWN_DIRECTORY __attribute__((cleanup(own_release_directory))) DIR

/** Hands an owned descriptor on. */
static inline int take_fd(int *fd) {
  int taken = *fd;
  *fd = -1;
  return taken;
}

/** A second descriptor for the same file: epoll knows each only once. */
static inline int dup_fd(int fd) {
  return fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

static inline void close_fd(int *fd) {
  int taken = take_fd(fd);
  if (taken >= 0) close(taken);
}

#endif
