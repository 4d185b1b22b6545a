#include "stream.h"

#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include "link.h"
#include "operation.h"
#include "signature.h"
#include "utf8.h"

/** Far above the 1,000 containers a guest is made for; each takes 60 bytes here. */
static const unsigned streamLimit = 8192;
/** One read(2): a pipe holds 64 KB, the virtio port takes 32 KB at a time. */
static const size_t chunkBytes = 32768;

static struct stream *buckets[256];
static unsigned streamCount;
static unsigned blockedCount;
static uint32_t nextGuestId = 2;

unsigned stream_count(void) {
  return streamCount;
}

struct stream *stream_find(uint32_t id) {
  struct stream *stream = buckets[(id >> 1) & 255];
  while (stream && stream->id != id) stream = stream->next;
  return stream;
}

static struct stream *add(uint32_t id, bool caller) {
  struct stream *stream = allocate_zeroed(sizeof *stream);
  stream->id = id;
  stream->caller = caller;
  struct stream **bucket = &buckets[(id >> 1) & 255];
  stream->next = *bucket;
  *bucket = stream;
  streamCount++;
  return stream;
}

void stream_forget(struct stream *stream) {
  struct stream **at = &buckets[(stream->id >> 1) & 255];
  while (*at != stream) at = &(*at)->next;
  *at = stream->next;
  streamCount--;
  if (stream->blocked) blockedCount--;
  free(stream);
}

struct stream *stream_create(const struct stream_events *events, void *owner) {
  uint32_t id = nextGuestId;
  nextGuestId += 2;
  struct stream *stream = add(id, true);
  stream_serve(stream, events, owner);
  return stream;
}

struct stream *stream_open(enum operation operation, const struct stream_events *events, void *owner) {
  struct stream *stream = stream_create(events, owner);
  size_t mark = frame_begin(link_output(), FRAME_OPEN, 0, stream->id);
  put_u16(link_output(), (uint16_t)operation);
  frame_finish(link_output(), mark);
  return stream;
}

void stream_serve(struct stream *stream, const struct stream_events *events, void *owner) {
  stream->events = events;
  stream->owner = owner;
}

void stream_started(struct stream *stream, uint32_t pid) {
  size_t mark = frame_begin(link_output(), FRAME_STARTED, 0, stream->id);
  put_u32(link_output(), pid);
  frame_finish(link_output(), mark);
}

void stream_grant(struct stream *stream, uint8_t channel, uint32_t count) {
  stream->window[channel] += count;
  frame_put_credit(link_output(), stream->id, channel, count);
}

void stream_wait_for_room(struct stream *stream) {
  if (!stream->blocked) blockedCount++;
  stream->blocked = true;
}

size_t stream_sendable(struct stream *stream, uint8_t channel) {
  size_t credit = stream->window[channel];
  if (credit && !link_has_room()) {
    stream_wait_for_room(stream);
    return 0;
  }
  return credit < chunkBytes ? credit : chunkBytes;
}

void stream_send(struct stream *stream, uint8_t channel, const void *bytes, size_t count) {
  stream->window[channel] -= (uint32_t)count;
  frame_put(link_output(), FRAME_DATA, channel, stream->id, bytes, count);
}

ssize_t stream_send_from(struct stream *stream, uint8_t channel, int fd, size_t limit) {
  struct bytes *output = link_output();
  uint8_t *place = bytes_reserve(output, HEADER_BYTES + limit);
  ssize_t count = read(fd, place + HEADER_BYTES, limit);
  if (count <= 0) return count;
  size_t mark = frame_begin(output, FRAME_DATA, channel, stream->id);
  bytes_added(output, (size_t)count);
  frame_finish(output, mark);
  stream->window[channel] -= (uint32_t)count;
  return count;
}

void stream_end(struct stream *stream, uint8_t channel) {
  if (stream->ended[channel]) return;
  stream->ended[channel] = true;
  frame_put(link_output(), FRAME_END, channel, stream->id, NULL, 0);
}

static void put_close(struct stream *stream, int error, const char *message, const void *result, size_t length) {
  struct bytes *output = link_output();
  size_t mark = frame_begin(output, FRAME_CLOSE, 0, stream->id);
  put_u32(output, (uint32_t)error);
  put_foreign_text(output, message);
  bytes_append(output, result, length);
  frame_finish(output, mark);
  stream_forget(stream);
}

void stream_close(struct stream *stream, const void *result, size_t length) {
  put_close(stream, 0, "", result, length);
}

void stream_fail(struct stream *stream, const struct failure *failure) {
  put_close(stream, failure->error, failure->message, NULL, 0);
}

void stream_answer(struct stream *stream, bool done, const struct failure *failure) {
  if (done) stream_close(stream, NULL, 0);
  else stream_fail(stream, failure);
}

void stream_reset(struct stream *stream, const char *reason) {
  frame_put_reset(link_output(), stream->id, reason);
  stream_forget(stream);
}

/** The other side broke the protocol on this stream: its work is abandoned, and it is told why. */
static void violate(struct stream *stream, const char *reason) {
  frame_put_reset(link_output(), stream->id, reason);
  stream->events->dropped(stream);
  stream_forget(stream);
}

static void open_by_host(const struct frame *frame) {
  struct reader reader = reader_over(frame->payload, frame->length);
  unsigned operation = read_u16(&reader);
  const char *refusal = NULL;
  if (frame->stream % 2 == 0) refusal = "the host opens odd streams";
  else if (streamCount >= streamLimit) refusal = "too many streams";
  else if (reader.bad || operation >= OPERATION_API || !operation_signature(operation)) refusal = "unknown operation";
  else if (!signature_matches(operation_signature(operation), reader)) refusal = "malformed arguments";
  if (refusal) frame_put_reset(link_output(), frame->stream, refusal);
  else operation_start(add(frame->stream, false), (enum operation)operation, &reader);
}

static void receive_data(struct stream *stream, const struct frame *frame) {
  bool receives = (frame->channel == 0) != stream->caller;
  if (!receives || stream->ended[frame->channel]) violate(stream, "data on a channel that takes none");
  else if (frame->length > stream->window[frame->channel]) violate(stream, "data beyond the credit");
  else if (frame->length) {
    stream->window[frame->channel] -= frame->length;
    stream->events->data(stream, frame->channel, frame->payload, frame->length);
  }
}

static void receive_end(struct stream *stream, const struct frame *frame) {
  bool receives = (frame->channel == 0) != stream->caller;
  if (!receives || stream->ended[frame->channel]) {
    violate(stream, "END on a channel that is not open");
    return;
  }
  stream->ended[frame->channel] = true;
  if (stream->events->end) stream->events->end(stream, frame->channel);
}

static void receive_credit(struct stream *stream, const struct frame *frame) {
  struct reader reader = reader_over(frame->payload, frame->length);
  uint32_t count = read_u32(&reader);
  bool sends = (frame->channel == 0) == stream->caller;
  if (!sends || stream->window[frame->channel] + count < count) {
    violate(stream, "credit for a channel that takes none");
    return;
  }
  stream->window[frame->channel] += count;
  if (stream->events->ready) stream->events->ready(stream);
}

static void receive_control(struct stream *stream, const struct frame *frame) {
  struct reader reader = reader_over(frame->payload, frame->length);
  switch (read_u16(&reader)) {
    case CONTROL_RESIZE: {
      uint16_t rows = read_u16(&reader);
      if (stream->events->resize) stream->events->resize(stream, rows, read_u16(&reader));
      break;
    }
    case CONTROL_SIGNAL:
      if (stream->events->signal) stream->events->signal(stream, read_u32(&reader));
      break;
    default: violate(stream, "unexpected CONTROL"); break;
  }
}

void streams_receive(const struct frame *frame) {
  struct stream *stream = stream_find(frame->stream);
  if (!stream && frame->type == FRAME_OPEN && frame->channel == 0) {
    open_by_host(frame);
    return;
  }
  if (!stream) {
    if (frame->type != FRAME_RESET) frame_put_reset(link_output(), frame->stream, "no such stream");
    return;
  }
  if (stream->events->frame) {
    stream->events->frame(stream, frame);
    return;
  }
  if (!frame_is_well_formed(frame)) {
    violate(stream, "malformed frame");
    return;
  }
  switch (frame->type) {
    case FRAME_DATA: receive_data(stream, frame); break;
    case FRAME_END: receive_end(stream, frame); break;
    case FRAME_CREDIT: receive_credit(stream, frame); break;
    case FRAME_CONTROL: receive_control(stream, frame); break;
    case FRAME_CLOSE:
      if (!stream->caller) {
        violate(stream, "unexpected frame");
        break;
      }
      stream->events->closed(stream);
      stream_forget(stream);
      break;
    case FRAME_RESET:
      stream->events->dropped(stream);
      stream_forget(stream);
      break;
    default: violate(stream, "unexpected frame"); break;
  }
}

void streams_drop_all(void) {
  for (unsigned index = 0; index < 256; index++)
    while (buckets[index]) {
      struct stream *stream = buckets[index];
      stream->events->dropped(stream);
      stream_forget(stream);
    }
  nextGuestId = 2;
}

void streams_resume(void) {
  for (unsigned index = 0; index < 256 && blockedCount; index++)
    for (struct stream *stream = buckets[index], *next; stream; stream = next) {
      next = stream->next;
      if (!stream->blocked) continue;
      stream->blocked = false;
      blockedCount--;
      if (stream->events->ready) stream->events->ready(stream);
    }
}
