#include "trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "utf8.h"

/** A run has about a dozen. */
#define KEPT_STEPS 512u
/** The answer is one frame: its errno and message come before. */
static const size_t answerLimitBytes = MAX_PAYLOAD_BYTES - 64;

struct step {
  const char *name;
  char id[65];
  uint64_t microseconds;
  /** NULL for none. */
  char *detail;
};

static struct step steps[KEPT_STEPS];
/** How many there ever were; the last one is at (count - 1) % KEPT_STEPS. */
static size_t count;
static bool enabled;

void trace_enable(void) {
  enabled = true;
}

static uint64_t now_microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static struct step *add(const char *name, const char *id) {
  struct step *step = &steps[count++ % KEPT_STEPS];
  free(step->detail);
  *step = (struct step){.name = name, .microseconds = now_microseconds()};
  snprintf(step->id, sizeof step->id, "%s", id);
  if (enabled) fprintf(stderr, "trace: %llu %s %.7s\n", (unsigned long long)step->microseconds, name, id);
  return step;
}

void trace_step(const char *step, const char *id) {
  add(step, id);
}

void trace_detail(const char *step, const char *id, const char *format, ...) {
  struct step *added = add(step, id);
  va_list arguments;
  va_start(arguments, format);
  // Without memory for it the step has no detail.
  if (vasprintf(&added->detail, format, arguments) < 0) added->detail = NULL;
  va_end(arguments);
}

static size_t size_of(const struct step *step) {
  // Bytes that are no UTF-8 become three each.
  return 3 * sizeof(uint64_t) + strlen(step->name) + (step->detail ? 3 * strlen(step->detail) : 0);
}

void container_steps(struct stream *stream, struct reader *arguments) {
  const char *id = read_text(arguments);
  size_t oldest = count > KEPT_STEPS ? count - KEPT_STEPS : 0;
  size_t from = count;
  size_t total = 0;
  // The newest, as many as fit.
  for (size_t room = answerLimitBytes; from > oldest; from--) {
    const struct step *step = &steps[(from - 1) % KEPT_STEPS];
    if (strcmp(step->id, id) != 0) continue;
    if (size_of(step) > room) break;
    room -= size_of(step);
    total++;
  }
  struct bytes result = {0};
  put_u64(&result, now_microseconds());
  put_u32(&result, (uint32_t)total);
  for (size_t index = from; index < count; index++) {
    const struct step *step = &steps[index % KEPT_STEPS];
    if (strcmp(step->id, id) != 0) continue;
    put_text(&result, step->name);
    put_u64(&result, step->microseconds);
    put_foreign_text(&result, step->detail ? step->detail : "");
  }
  stream_close(stream, bytes_front(&result), result.length);
  bytes_release(&result);
}
