#ifndef SLIPWAY_LAUNCH_H
#define SLIPWAY_LAUNCH_H

#include <stdint.h>
#include <sys/types.h>

#include "failure.h"

/** A program to start as the leader of a session of its own. */
struct launch {
  char *const *argv;
  char *const *env;
  const char *cwd;
  /** Descriptors for 0, 1 and 2; above 2 themselves. */
  int stdio[3];
  /** Descriptor 0 is a terminal and becomes the controlling one. */
  bool terminal;
};

/** The new process's pid; -1 when it could not be started (the message names the step and the program). */
pid_t launch(const struct launch *launch, struct failure *failure);

/** Opens a new pty: the master non-blocking, the slave in `*slave`. -1 on failure. */
int open_terminal(uint16_t rows, uint16_t columns, int *slave, struct failure *failure);
void set_terminal_size(int terminal, uint16_t rows, uint16_t columns);

#endif
