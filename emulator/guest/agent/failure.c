#include "failure.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool fail(struct failure *failure, int error, const char *step, ...) {
  va_list arguments;
  va_start(arguments, step);
  int length = vsnprintf(failure->message, sizeof failure->message, step, arguments);
  va_end(arguments);
  failure->error = error ? error : EIO;
  if (length >= 0 && (unsigned)length < sizeof failure->message)
    snprintf(failure->message + length, sizeof failure->message - length, ": %s", strerror(failure->error));
  return false;
}

void log_failure(const struct failure *failure) {
  fprintf(stderr, "slipway-agent: %s\n", failure->message);
}

void die(const char *what, ...) {
  va_list arguments;
  va_start(arguments, what);
  fputs("slipway-agent: ", stderr);
  vfprintf(stderr, what, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(1);
}

void *allocate(unsigned long sizeBytes) {
  void *memory = malloc(sizeBytes ? sizeBytes : 1);
  if (!memory) die("out of memory for %lu bytes", sizeBytes);
  return memory;
}

void *allocate_zeroed(unsigned long sizeBytes) {
  return memset(allocate(sizeBytes), 0, sizeBytes);
}
