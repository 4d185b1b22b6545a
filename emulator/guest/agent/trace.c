#include "trace.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

static bool enabled;

void trace_enable(void) {
  enabled = true;
}

void trace_step(const char *step, const char *id) {
  if (!enabled) return;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  fprintf(stderr, "trace: %lld %s %.7s\n", (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000, step, id);
}
