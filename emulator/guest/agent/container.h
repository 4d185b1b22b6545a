#ifndef SLIPWAY_CONTAINER_H
#define SLIPWAY_CONTAINER_H

#include "crun.h"
#include "names.h"
#include "network.h"

/**
 * Containers in the guest, from CONTAINER_START until everything that the start made is gone again. A stopped
 * container is only folders on the data disk, and nothing here.
 */
enum container_state {
  /** crun is at work. */
  CONTAINER_STARTING,
  CONTAINER_RUNNING,
  /** Its process is gone (or never came); a worker cleans up. */
  CONTAINER_ENDING,
};

struct container {
  char id[65];
  enum container_state state;
  struct process process;
  struct crun crun;
  bool cleaned;
  /** CONTAINER_REMOVE came before the clean-up was over: its folders go when it is. */
  bool discarded;
  /** A CONTAINER_START that waits for the end, with a copy of its arguments. */
  struct start *waiting;
  /** Its interfaces have lower numbers. */
  unsigned interfaceLimit;
  /** Its name server, NULL without one. */
  struct names *names;
  /** Numbers its execs. */
  unsigned execCount;
  struct container *next;
};

struct container *container_find(const char *id);
/** Notes an interface that is made, and starts the name server where it asks for one and there is none. */
bool container_has_endpoint(struct container *container, const struct endpoint *endpoint, struct failure *failure);
/** Moves the folders of a container that has ended to the trash, to be deleted in the background. */
bool container_discard(const char *id, struct failure *failure);

void start_container(struct stream *stream, struct reader *arguments);
void exec_in_container(struct stream *stream, struct reader *arguments);
void signal_container(struct stream *stream, struct reader *arguments);
void freeze_container(struct stream *stream, struct reader *arguments);
void remove_container(struct stream *stream, struct reader *arguments);
void connect_container(struct stream *stream, struct reader *arguments);
void disconnect_container(struct stream *stream, struct reader *arguments);

#endif
