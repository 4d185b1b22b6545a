#include "bytes.h"

#include <stdlib.h>
#include <string.h>

#include "failure.h"

/** An empty queue keeps at most this much memory, unless it is told otherwise. */
static const size_t keptBytes = 4096;

uint8_t *bytes_reserve(struct bytes *bytes, size_t count) {
  // Moving less than was dropped since the last time: no byte is moved more than once.
  if (bytes->head >= bytes->length && bytes->head && bytes->head + bytes->length + count > bytes->capacity) {
    memmove(bytes->data, bytes->data + bytes->head, bytes->length);
    bytes->head = 0;
  }
  size_t needed = bytes->head + bytes->length + count;
  if (needed > bytes->capacity) {
    size_t capacity = bytes->capacity ? bytes->capacity : 256;
    while (capacity < needed) capacity *= 2;
    uint8_t *grown = realloc(bytes->data, capacity);
    if (!grown) die("out of memory for %zu bytes", capacity);
    bytes->data = grown;
    bytes->capacity = capacity;
  }
  return bytes->data + bytes->head + bytes->length;
}

void bytes_added(struct bytes *bytes, size_t count) {
  bytes->length += count;
}

void bytes_append(struct bytes *bytes, const void *data, size_t count) {
  if (!count) return;
  memcpy(bytes_reserve(bytes, count), data, count);
  bytes_added(bytes, count);
}

uint8_t *bytes_front(struct bytes *bytes) {
  return bytes->data + bytes->head;
}

void bytes_drop(struct bytes *bytes, size_t count) {
  bytes->head += count;
  bytes->length -= count;
  if (bytes->length) return;
  bytes->head = 0;
  if (bytes->capacity > keptBytes && bytes->capacity > bytes->kept) bytes_release(bytes);
}

void bytes_release(struct bytes *bytes) {
  free(bytes->data);
  *bytes = (struct bytes){.kept = bytes->kept};
}

void put_u8(struct bytes *bytes, uint8_t value) {
  bytes_append(bytes, &value, 1);
}

void put_u16(struct bytes *bytes, uint16_t value) {
  bytes_append(bytes, (uint8_t[]){value, value >> 8}, 2);
}

void put_u32(struct bytes *bytes, uint32_t value) {
  bytes_append(bytes, (uint8_t[]){value, value >> 8, value >> 16, value >> 24}, 4);
}

void put_u64(struct bytes *bytes, uint64_t value) {
  put_u32(bytes, (uint32_t)value);
  put_u32(bytes, (uint32_t)(value >> 32));
}

void put_string(struct bytes *bytes, const void *text, size_t length) {
  put_u32(bytes, (uint32_t)length);
  bytes_append(bytes, text, length);
}

void put_text(struct bytes *bytes, const char *text) {
  put_string(bytes, text, strlen(text));
}
