#include "frame.h"

#include <string.h>

#include "reader.h"

enum frame_result frame_parse(uint8_t *bytes, size_t available, struct frame *frame) {
  if (available < HEADER_BYTES) return FRAME_INCOMPLETE;
  struct reader header = reader_over(bytes, HEADER_BYTES);
  frame->length = read_u32(&header);
  frame->type = read_u8(&header);
  frame->channel = read_u8(&header);
  uint16_t zero = read_u16(&header);
  frame->stream = read_u32(&header);
  frame->payload = bytes + HEADER_BYTES;
  if (frame->length > MAX_PAYLOAD_BYTES || zero != 0) return FRAME_LOST;
  return available - HEADER_BYTES < frame->length ? FRAME_INCOMPLETE : FRAME_COMPLETE;
}

size_t frame_begin(struct bytes *out, enum frame_type type, uint8_t channel, uint32_t stream) {
  size_t mark = out->length;
  put_u32(out, 0);
  put_u8(out, (uint8_t)type);
  put_u8(out, channel);
  put_u16(out, 0);
  put_u32(out, stream);
  return mark;
}

void frame_finish(struct bytes *out, size_t mark) {
  uint32_t length = (uint32_t)(out->length - mark - HEADER_BYTES);
  uint8_t *at = bytes_front(out) + mark;
  for (int index = 0; index < 4; index++) at[index] = (uint8_t)(length >> (8 * index));
}

void frame_put(struct bytes *out, enum frame_type type, uint8_t channel, uint32_t stream, const void *payload,
               size_t length) {
  size_t mark = frame_begin(out, type, channel, stream);
  bytes_append(out, payload, length);
  frame_finish(out, mark);
}

void frame_put_hello(struct bytes *out) {
  size_t mark = frame_begin(out, FRAME_HELLO, 0, 0);
  put_u32(out, PROTOCOL_MAGIC);
  put_u32(out, PROTOCOL_VERSION);
  frame_finish(out, mark);
}

void frame_put_reset(struct bytes *out, uint32_t stream, const char *reason) {
  size_t mark = frame_begin(out, FRAME_RESET, 0, stream);
  put_text(out, reason);
  frame_finish(out, mark);
}

void frame_put_credit(struct bytes *out, uint32_t stream, uint8_t channel, uint32_t count) {
  size_t mark = frame_begin(out, FRAME_CREDIT, channel, stream);
  put_u32(out, count);
  frame_finish(out, mark);
}

const char *frame_check_hello(const struct frame *frame) {
  if (frame->type != FRAME_HELLO) return "the first frame must be HELLO";
  struct reader reader = reader_over(frame->payload, frame->length);
  uint32_t magic = read_u32(&reader);
  uint32_t version = read_u32(&reader);
  if (!reader_done(&reader) || frame->stream || frame->channel) return "malformed HELLO";
  if (magic != PROTOCOL_MAGIC) return "HELLO of another protocol";
  if (version != PROTOCOL_VERSION) return "HELLO of another version, this is version 1";
  return NULL;
}

void frame_seek_hello(struct bytes *in) {
  static const uint8_t hello[] = {8, 0, 0, 0, FRAME_HELLO, 0, 0, 0, 0, 0, 0, 0, 'S', 'L', 'I', 'P'};
  while (in->length) {
    size_t compared = in->length < sizeof hello ? in->length : sizeof hello;
    if (memcmp(bytes_front(in), hello, compared) == 0) return;
    bytes_drop(in, 1);
  }
}
