#include <stdlib.h>
#include <string.h>

#include "bundle.h"

void read_endpoint(struct reader *reader, struct endpoint *endpoint) {
  endpoint->interfaceName = read_text(reader);
  endpoint->bridge = read_text(reader);
  endpoint->mac = read_text(reader);
  endpoint->addressCidr = read_text(reader);
  endpoint->gateway = read_text(reader);
  endpoint->names = read_u8(reader);
}

static void read_endpoints(struct start *start, struct reader *reader) {
  start->endpointCount = read_u32(reader);
  start->endpoints = allocate_zeroed(start->endpointCount * sizeof *start->endpoints);
  for (size_t index = 0; index < start->endpointCount; index++) read_endpoint(reader, &start->endpoints[index]);
}

static void read_files(struct start *start, struct reader *reader) {
  start->fileCount = read_u32(reader);
  start->files = allocate_zeroed(start->fileCount * sizeof *start->files);
  for (size_t index = 0; index < start->fileCount; index++) {
    start->files[index].path = read_text(reader);
    start->files[index].content = read_text(reader);
  }
}

struct start *start_decode(struct stream *stream, const struct reader *arguments) {
  size_t length = (size_t)(arguments->end - arguments->at);
  struct start *start = allocate_zeroed(sizeof *start);
  start->stream = stream;
  start->payload = allocate(length);
  memcpy(start->payload, arguments->at, length);
  struct reader reader = reader_over(start->payload, length);
  start->id = read_text(&reader);
  start->layers = read_texts(&reader);
  start->config = read_text(&reader);
  start->terminal = read_terminal(&reader);
  start->openStdin = read_u8(&reader);
  // The counts are no larger than the payload: its shape was checked when it came.
  read_endpoints(start, &reader);
  read_files(start, &reader);
  if (reader_done(&reader)) return start;
  start_release(start);
  return NULL;
}

void start_release(struct start *start) {
  free(start->layers);
  free(start->endpoints);
  free(start->files);
  free(start->payload);
  free(start);
}
