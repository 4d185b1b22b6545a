#ifndef SLIPWAY_PROCESS_STAT_H
#define SLIPWAY_PROCESS_STAT_H

#include <stdbool.h>
#include <stddef.h>

/** What /proc/PID says (proc(5)). A process names itself as it likes: brackets and line feeds are part of names. */

enum { PROCESS_DEPTH = 33 };

struct process_stat {
  char name[64];
  char state;
  int parent;
  unsigned threads;
  unsigned long rss_pages;
  bool is_kernel_thread;
};

struct process_status {
  /** The effective one. */
  unsigned user;
  /** A number a pid namespace, from the reader's to its own; 0 behind the last. */
  int pids[PROCESS_DEPTH];
};

/** Of /proc/PID/stat; false for what is no such line. */
bool parse_process_stat(const char *text, struct process_stat *result);
/** Of /proc/PID/status. */
bool parse_process_status(const char *text, struct process_status *result);

#endif
