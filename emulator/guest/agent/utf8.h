#ifndef SLIPWAY_UTF8_H
#define SLIPWAY_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bytes.h"

/** Length of the UTF-8 sequence at `at` (Unicode 15, table 3-7), 0 when there is none. */
size_t utf8_sequence(const uint8_t *at, size_t available);
bool utf8_valid(const uint8_t *text, size_t length);
/** A string of the protocol from bytes of any origin (file names, messages): what is not UTF-8 becomes U+FFFD. */
void put_foreign_text(struct bytes *bytes, const char *text);

#endif
