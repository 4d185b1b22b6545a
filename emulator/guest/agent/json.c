#include "json.h"

#include <string.h>

void json_put(struct bytes *bytes, const char *text) {
  bytes_append(bytes, text, strlen(text));
}

void json_number(struct bytes *bytes, unsigned long long value) {
  char digits[20];
  size_t start = sizeof digits;
  do digits[--start] = (char)('0' + value % 10);
  while (value /= 10);
  bytes_append(bytes, digits + start, sizeof digits - start);
}

void json_text(struct bytes *bytes, const char *text, size_t length) {
  static const char hex[] = "0123456789abcdef";
  size_t plain = 0;
  json_put(bytes, "\"");
  for (size_t index = 0; index < length; index++) {
    unsigned char letter = (unsigned char)text[index];
    if (letter >= 0x20 && letter != '"' && letter != '\\') continue;
    bytes_append(bytes, text + plain, index - plain);
    plain = index + 1;
    if (letter >= 0x20) bytes_append(bytes, (char[]){'\\', (char)letter}, 2);
    else bytes_append(bytes, (char[]){'\\', 'u', '0', '0', hex[letter >> 4], hex[letter & 15]}, 6);
  }
  bytes_append(bytes, text + plain, length - plain);
  json_put(bytes, "\"");
}
