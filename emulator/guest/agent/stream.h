#ifndef SLIPWAY_STREAM_H
#define SLIPWAY_STREAM_H

#include <stdbool.h>
#include <sys/types.h>

#include "failure.h"
#include "frame.h"
#include "reader.h"

struct stream;

/**
 * What happens on a stream, told to the work behind it. NULL where the work has no use for it: what it has no use
 * for is a violation (data without `data`) or ignored (`ready`). A callback may close or reset its stream.
 */
struct stream_events {
  /** Every frame as it is, before any of the others: for the relay. */
  void (*frame)(struct stream *stream, const struct frame *frame);
  void (*data)(struct stream *stream, uint8_t channel, const uint8_t *bytes, size_t count);
  void (*end)(struct stream *stream, uint8_t channel);
  /** There is credit again, or room in the link: go on sending. */
  void (*ready)(struct stream *stream);
  void (*resize)(struct stream *stream, uint16_t rows, uint16_t columns);
  void (*signal)(struct stream *stream, uint32_t signal);
  /** The other side closed a stream that the agent opened. */
  void (*closed)(struct stream *stream);
  /** RESET or a new HELLO. The stream is gone after this call. */
  void (*dropped)(struct stream *stream);
};

/** One operation, opened by the host (odd) or by the guest (even). Lives until it is closed, reset or dropped. */
struct stream {
  uint32_t id;
  bool caller;
  /** Bytes that may still be sent, or that the other side may still send, by channel. */
  uint32_t window[3];
  bool ended[3];
  /** Waits for room in the link. */
  bool blocked;
  const struct stream_events *events;
  void *owner;
  struct stream *next;
};

/** Opens a stream to the host and sends OPEN without arguments. */
struct stream *stream_open(enum operation operation, const struct stream_events *events, void *owner);
/** The same, but OPEN is sent by the caller. */
struct stream *stream_create(const struct stream_events *events, void *owner);
struct stream *stream_find(uint32_t id);
/** How many streams there are. */
unsigned stream_count(void);

/** Sets what works behind a stream that the host opened. */
void stream_serve(struct stream *stream, const struct stream_events *events, void *owner);

void stream_started(struct stream *stream, uint32_t pid);
/** Grants the other side bytes on `channel`. */
void stream_grant(struct stream *stream, uint8_t channel, uint32_t count);
/** Bytes that may be sent now on `channel`: 0 without credit or without room in the link; `ready` is called later. */
size_t stream_sendable(struct stream *stream, uint8_t channel);
/** Has `ready` called when the link has room again. */
void stream_wait_for_room(struct stream *stream);
/** Sends at most `stream_sendable` bytes. */
void stream_send(struct stream *stream, uint8_t channel, const void *bytes, size_t count);
/** read(2) from `fd` straight into the link, at most `limit` bytes. Gives what read(2) gives. */
ssize_t stream_send_from(struct stream *stream, uint8_t channel, int fd, size_t limit);
void stream_end(struct stream *stream, uint8_t channel);

/** CLOSE with errno 0 and the operation's result. The stream is gone. */
void stream_close(struct stream *stream, const void *result, size_t length);
/** CLOSE with an errno and its message. The stream is gone. */
void stream_fail(struct stream *stream, const struct failure *failure);
/** CLOSE as `done` says. */
void stream_answer(struct stream *stream, bool done, const struct failure *failure);
/** RESET; the work is not told. The stream is gone. */
void stream_reset(struct stream *stream, const char *reason);
/** Forgets the stream without a frame. */
void stream_forget(struct stream *stream);

/** For the link: a frame other than HELLO came in; all streams end; the link has room again. */
void streams_receive(const struct frame *frame);
void streams_drop_all(void);
void streams_resume(void);

#endif
