#ifndef SLIPWAY_CRUN_H
#define SLIPWAY_CRUN_H

#include "process.h"

/** One call of the OCI runtime, which makes a process, leaves it to the agent, and ends. Embed it. */
struct crun {
  struct child child;
  /** The container, and a name for this call's files in its bundle. */
  const char *id;
  char name[16];
  /** Listens for the pty's master, which crun sends before it ends; only with a terminal. */
  struct source console;
  struct terminal terminal;
  int master;
  /** Ends of the pipes for the process, until crun runs. */
  int stdio[3];
  /** crun is over. It left `pid`, or -1 and the failure. */
  void (*on_done)(struct crun *crun, pid_t pid, const struct failure *failure);
};

/**
 * `crun create`: makes the container from its bundle; its process waits for `crun_start`. False: crun could not be
 * started, `on_done` is not called.
 */
bool crun_create(struct crun *crun, struct process *process, bool openStdin, struct failure *failure);
/** What `crun start` does: lets a created container's process go. */
void crun_start(const char *id);
/** `crun exec --detach`: starts a process in it; `processJson` is written to a file for crun. */
bool crun_exec(struct crun *crun, struct process *process, const char *processJson, bool openStdin,
               struct failure *failure);

#endif
