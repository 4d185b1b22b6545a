#ifndef SLIPWAY_FAILURE_H
#define SLIPWAY_FAILURE_H

#include <stdbool.h>

/** Why a step failed, as CLOSE carries it: an errno and a sentence that names the step. */
struct failure {
  int error;
  char message[1024];
};

/** Notes `error` and "step: strerror(error)". Always false, so that a step can `return fail(...)`. */
bool fail(struct failure *failure, int error, const char *step, ...) __attribute__((format(printf, 3, 4)));

/** Prints it to the console: for what nobody waits for. */
void log_failure(const struct failure *failure);

/** Prints one line to the console and stops: for what must not happen in PID 1. */
_Noreturn void die(const char *what, ...) __attribute__((format(printf, 1, 2)));

/** malloc and calloc that die. Sizes come from limits of the protocol, never from unchecked input. */
void *allocate(unsigned long sizeBytes);
void *allocate_zeroed(unsigned long sizeBytes);

#endif
