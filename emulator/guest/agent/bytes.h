#ifndef SLIPWAY_BYTES_H
#define SLIPWAY_BYTES_H

#include <stddef.h>
#include <stdint.h>

/** A queue of bytes in one block of memory. All zero is an empty queue. The user bounds what it puts in. */
struct bytes {
  uint8_t *data;
  size_t head;
  size_t length;
  size_t capacity;
  /** Memory that is kept when it is empty, beyond a little: set it for a queue that much goes through. */
  size_t kept;
};

/** Room for `count` more bytes at the end; call `bytes_added` with what was used of it. */
uint8_t *bytes_reserve(struct bytes *bytes, size_t count);
void bytes_added(struct bytes *bytes, size_t count);
void bytes_append(struct bytes *bytes, const void *data, size_t count);
/** The first byte queued; `length` of them lie in a row. */
uint8_t *bytes_front(struct bytes *bytes);
/** Drops bytes from the front; an empty queue gives its memory back when it had grown large. */
void bytes_drop(struct bytes *bytes, size_t count);
void bytes_release(struct bytes *bytes);

/** Little-endian integers and strings of the protocol. */
void put_u8(struct bytes *bytes, uint8_t value);
void put_u16(struct bytes *bytes, uint16_t value);
void put_u32(struct bytes *bytes, uint32_t value);
void put_u64(struct bytes *bytes, uint64_t value);
void put_string(struct bytes *bytes, const void *text, size_t length);
void put_text(struct bytes *bytes, const char *text);

#endif
