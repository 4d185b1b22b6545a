#ifndef SLIPWAY_WORKER_H
#define SLIPWAY_WORKER_H

#include <limits.h>
#include <stdint.h>

#include "failure.h"

/**
 * Work that may block (mounts, unmounts, sync, deleting trees) is done by two children of the agent, one chore after
 * the other each, so that the agent's loop never waits. They share its mount namespace. Deleting has a lane of
 * its own: a big tree must not keep a container waiting.
 */
enum lane { LANE_PROMPT, LANE_DELETE, LANE_COUNT };

/** What a chore is told: a few numbers and a path or id. */
struct chore_input {
  uint64_t numbers[3];
  char text[PATH_MAX];
};

/** Runs in the worker. */
typedef bool chore_work(const struct chore_input *input, struct failure *failure);

/** Runs in the agent when the work is done; `owner` as given. */
typedef void chore_done(void *owner, bool done, const struct failure *failure);

/** Starts the lanes; call it early, while the agent is small. */
void workers_prepare(void);
/** Queues a chore; it is handed over by `workers_send`. `done` may be NULL. */
void worker_add(enum lane lane, chore_work *work, const struct chore_input *input, chore_done *done, void *owner);

/** For the loop, before it waits: hands chores over. Answers to the host are on their way by then. */
void workers_send(void);

#endif
