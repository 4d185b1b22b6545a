#ifndef SLIPWAY_FRAME_H
#define SLIPWAY_FRAME_H

#include "bytes.h"
#include "protocol.h"

struct frame {
  uint8_t type;
  uint8_t channel;
  uint32_t stream;
  uint8_t *payload;
  uint32_t length;
};

enum frame_result {
  FRAME_INCOMPLETE,
  FRAME_COMPLETE,
  /** The header makes no sense: where the next frame starts is unknown. */
  FRAME_LOST,
};

/** The first frame in `bytes`, in place; it takes HEADER_BYTES + length of them. */
enum frame_result frame_parse(uint8_t *bytes, size_t available, struct frame *frame);

/** Starts a frame at the end of `out`; put the payload after it, then `frame_finish` with the returned mark. */
size_t frame_begin(struct bytes *out, enum frame_type type, uint8_t channel, uint32_t stream);
void frame_finish(struct bytes *out, size_t mark);
/** A whole frame. */
void frame_put(struct bytes *out, enum frame_type type, uint8_t channel, uint32_t stream, const void *payload,
               size_t length);

void frame_put_hello(struct bytes *out);
void frame_put_reset(struct bytes *out, uint32_t stream, const char *reason);
void frame_put_credit(struct bytes *out, uint32_t stream, uint8_t channel, uint32_t count);

/** NULL when the frame is a HELLO of this protocol and version, else what is wrong with it. */
const char *frame_check_hello(const struct frame *frame);

/** Drops bytes up to the next HELLO frame, or to where one may begin: how a lost framing is found again. */
void frame_seek_hello(struct bytes *in);

#endif
