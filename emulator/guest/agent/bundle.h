#ifndef SLIPWAY_BUNDLE_H
#define SLIPWAY_BUNDLE_H

#include "network.h"
#include "process.h"
#include "worker.h"

/** What a container needs before crun can start it: file systems, network, files, config.json. */

/** The arguments of CONTAINER_START. The texts lie in `payload`. */
struct start {
  struct stream *stream;
  uint8_t *payload;
  const char *id;
  char **layers;
  const char *config;
  struct terminal terminal;
  bool openStdin;
  size_t endpointCount;
  struct endpoint *endpoints;
  size_t fileCount;
  struct start_file {
    const char *path;
    const char *content;
  } *files;
};

/** Copies and decodes the arguments; NULL when they are malformed. */
struct start *start_decode(struct stream *stream, const struct reader *arguments);
void start_release(struct start *start);
/** The texts lie in the reader's payload. */
void read_endpoint(struct reader *reader, struct endpoint *endpoint);

bool bundle_prepare(const struct start *start, struct failure *failure);

/**
 * Undoes all of it, and what crun keeps of the container. text: its id; numbers[0]: its interfaces have lower numbers.
 * Runs in a worker.
 */
chore_work bundle_clean;

#endif
