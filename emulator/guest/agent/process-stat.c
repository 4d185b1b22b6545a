#include "process-stat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** PF_KTHREAD of linux/sched.h. */
static const unsigned kernelThread = 0x00200000;

bool parse_process_stat(const char *text, struct process_stat *result) {
  const char *open = strchr(text, '('), *close = strrchr(text, ')');
  unsigned flags;
  if (!open || !close || close < open) return false;
  size_t length = (size_t)(close - open - 1);
  if (length >= sizeof result->name) length = sizeof result->name - 1;
  memcpy(result->name, open + 1, length);
  result->name[length] = 0;
  // Fields 3, 4, 9, 20 and 24.
  if (sscanf(close + 1,
             " %c %d %*d %*d %*d %*d %u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %u %*d %*u %*u %lu", &result->state,
             &result->parent, &flags, &result->threads, &result->rss_pages) != 5)
    return false;
  result->is_kernel_thread = flags & kernelThread;
  return true;
}

bool parse_process_status(const char *text, struct process_status *result) {
  // Line feeds in the name are escaped there.
  const char *user = strstr(text, "\nUid:"), *pids = strstr(text, "\nNSpid:");
  if (!user || !pids || sscanf(user, "\nUid: %*u %u", &result->user) != 1) return false;
  pids += strlen("\nNSpid:");
  size_t count = 0;
  for (char *end; count < PROCESS_DEPTH - 1; pids = end) {
    while (*pids == '\t' || *pids == ' ') pids++;
    long pid = strtol(pids, &end, 10);
    if (end == pids || *pids == '\n') break;
    result->pids[count++] = (int)pid;
  }
  result->pids[count] = 0;
  return count > 0;
}
