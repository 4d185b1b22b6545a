#include "utf8.h"

#include <string.h>

size_t utf8_sequence(const uint8_t *at, size_t available) {
  if (!available) return 0;
  uint8_t first = at[0];
  if (first < 0x80) return 1;
  size_t length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (!length || length > available) return 0;
  for (size_t index = 1; index < length; index++)
    if ((at[index] & 0xc0) != 0x80) return 0;
  // Overlong forms, surrogates and what lies above U+10FFFF show in the second byte.
  if (first == 0xe0 && at[1] < 0xa0) return 0;
  if (first == 0xed && at[1] > 0x9f) return 0;
  if (first == 0xf0 && at[1] < 0x90) return 0;
  if (first == 0xf4 && at[1] > 0x8f) return 0;
  return length;
}

bool utf8_valid(const uint8_t *text, size_t length) {
  while (length) {
    size_t sequence = utf8_sequence(text, length);
    if (!sequence) return false;
    text += sequence;
    length -= sequence;
  }
  return true;
}

void put_foreign_text(struct bytes *bytes, const char *text) {
  size_t length = strlen(text);
  if (utf8_valid((const uint8_t *)text, length)) {
    put_string(bytes, text, length);
    return;
  }
  struct bytes clean = {0};
  while (length) {
    size_t sequence = utf8_sequence((const uint8_t *)text, length);
    if (sequence) bytes_append(&clean, text, sequence);
    else bytes_append(&clean, "\xef\xbf\xbd", 3);
    text += sequence ? sequence : 1;
    length -= sequence ? sequence : 1;
  }
  put_string(bytes, bytes_front(&clean), clean.length);
  bytes_release(&clean);
}
