#ifndef SLIPWAY_ANSWER_H
#define SLIPWAY_ANSWER_H

#include "stream.h"
#include "worker.h"

/** Has a worker do an operation's work, and closes the stream with how that went. */
void answer_by_worker(struct stream *stream, enum lane lane, chore_work *work, const struct chore_input *input);

/** Copies a text of the protocol into a chore's input; false (with a failure) when it is too long for a path. */
bool chore_text(struct chore_input *input, const char *text, struct failure *failure);

#endif
