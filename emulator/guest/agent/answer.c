#include "answer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/** Between the order and its answer; the stream is NULL when the host no longer wants to know. */
struct pending {
  struct stream *stream;
};

static void on_dropped(struct stream *stream) {
  ((struct pending *)stream->owner)->stream = NULL;
}

static const struct stream_events pendingEvents = {.dropped = on_dropped};

static void on_done(void *owner, bool done, const struct failure *failure) {
  struct pending *pending = owner;
  if (pending->stream) stream_answer(pending->stream, done, failure);
  free(pending);
}

void answer_by_worker(struct stream *stream, enum lane lane, chore_work *work, const struct chore_input *input) {
  struct pending *pending = allocate(sizeof *pending);
  pending->stream = stream;
  stream_serve(stream, &pendingEvents, pending);
  worker_add(lane, work, input, on_done, pending);
}

bool chore_text(struct chore_input *input, const char *text, struct failure *failure) {
  if (strlen(text) >= sizeof input->text) return fail(failure, ENAMETOOLONG, "%.64s…", text);
  strcpy(input->text, text);
  return true;
}
