#ifndef SLIPWAY_READER_H
#define SLIPWAY_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A bounds-checked cursor over a payload. Past the end every read gives zero (an empty string) and `bad` is set;
 * check it, or `reader_done`, once at the end.
 */
struct reader {
  uint8_t *at;
  uint8_t *end;
  bool bad;
};

struct reader reader_over(uint8_t *bytes, size_t length);
uint8_t read_u8(struct reader *reader);
uint16_t read_u16(struct reader *reader);
uint32_t read_u32(struct reader *reader);
uint64_t read_u64(struct reader *reader);
/** Raw bytes of a string, in place and not terminated. */
const uint8_t *read_string(struct reader *reader, size_t *length);
/**
 * A string as C text. It is moved over its own length prefix to make room for the terminator, so a payload can
 * be read this way once. A NUL inside is malformed.
 */
char *read_text(struct reader *reader);
/** A list of texts, NULL at its end; free() the array, the texts lie in the payload. */
char **read_texts(struct reader *reader);
/** Everything was there and nothing is left over. */
bool reader_done(const struct reader *reader);

#endif
