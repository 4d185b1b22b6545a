#include "reader.h"

#include <string.h>

#include "failure.h"

struct reader reader_over(uint8_t *bytes, size_t length) {
  return (struct reader){.at = bytes, .end = bytes + length};
}

static const uint8_t *take(struct reader *reader, size_t count) {
  static const uint8_t nothing[8];
  if (reader->bad || (size_t)(reader->end - reader->at) < count) {
    reader->bad = true;
    return nothing;
  }
  const uint8_t *taken = reader->at;
  reader->at += count;
  return taken;
}

uint8_t read_u8(struct reader *reader) {
  return take(reader, 1)[0];
}

uint16_t read_u16(struct reader *reader) {
  const uint8_t *byte = take(reader, 2);
  return (uint16_t)(byte[0] | byte[1] << 8);
}

uint32_t read_u32(struct reader *reader) {
  const uint8_t *byte = take(reader, 4);
  return byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

uint64_t read_u64(struct reader *reader) {
  uint64_t low = read_u32(reader);
  return low | (uint64_t)read_u32(reader) << 32;
}

const uint8_t *read_string(struct reader *reader, size_t *length) {
  *length = read_u32(reader);
  if (*length > (size_t)(reader->end - reader->at)) reader->bad = true;
  if (reader->bad) *length = 0;
  const uint8_t *start = reader->at;
  reader->at += *length;
  return start;
}

char *read_text(struct reader *reader) {
  static char empty[1];
  size_t length;
  const uint8_t *start = read_string(reader, &length);
  if (length && memchr(start, 0, length)) reader->bad = true;
  if (reader->bad) {
    empty[0] = 0;
    return empty;
  }
  uint8_t *text = (uint8_t *)start - 4;
  memmove(text, start, length);
  text[length] = 0;
  return (char *)text;
}

char **read_texts(struct reader *reader) {
  size_t count = read_u32(reader);
  // Every string takes at least its length prefix, so a count that cannot fit never allocates.
  if (count > (size_t)(reader->end - reader->at) / 4) reader->bad = true;
  if (reader->bad) count = 0;
  char **texts = allocate((count + 1) * sizeof *texts);
  for (size_t index = 0; index < count; index++) texts[index] = read_text(reader);
  texts[count] = NULL;
  return texts;
}

bool reader_done(const struct reader *reader) {
  return !reader->bad && reader->at == reader->end;
}
