#ifndef SLIPWAY_PROCESS_H
#define SLIPWAY_PROCESS_H

#include "flow.h"
#include "launch.h"

/** `terminal` of the protocol. */
struct terminal {
  bool wanted;
  uint16_t rows;
  uint16_t columns;
};

struct terminal read_terminal(struct reader *reader);

/**
 * A process and the stream that carries its input, output, exit: in the guest, in a container as its init, or in
 * a container by exec. Embed it.
 */
struct process {
  struct stream *stream;
  struct child child;
  struct inlet input;
  /** Channels 1 and 2; with a terminal only the first. */
  struct outlet output[2];
  /** The pty's master (owned by output[0]), else -1. */
  int terminal;
  /** Sent when the stream is dropped; SIGHUP unless changed after `process_prepare`. */
  int hangup;
  bool running;
  bool exited;
  int exitCode;
  bool oomKilled;
  /** The process is gone: the moment to look at its cgroup; its output may still be on its way. */
  void (*on_exit)(struct process *process);
  /** The process is gone and its stream, too: the owner may release it. */
  void (*on_over)(struct process *process);
};

/** The events of a stream whose owner is a process that runs. */
extern const struct stream_events processEvents;

/** Before the first use. */
void process_prepare(struct process *process, struct stream *stream);
/** Makes pipes for output, and for input or /dev/null; the other ends go to `stdio`, close them after the start. */
bool process_open_pipes(struct process *process, bool openStdin, int stdio[3], struct failure *failure);
/** Takes over a pty's master. */
void process_use_terminal(struct process *process, int master);
/**
 * Sends STARTED and lets output and input flow. `inherited`: not a direct child (see loop.h). A process whose stream
 * was dropped meanwhile is sent `hangup`.
 */
void process_started(struct process *process, pid_t pid, bool inherited);
/** Closes what was opened, for a process that never ran. The stream is left alone. */
void process_abandon(struct process *process);

void spawn_process(struct stream *stream, struct reader *arguments);

#endif
