#ifndef SLIPWAY_JSON_H
#define SLIPWAY_JSON_H

#include <stddef.h>

#include "bytes.h"

/** Pieces of a JSON document at the end of `bytes`; without stdio, which takes longer than what is written here. */

/** As it is: names, brackets, commas. */
void json_put(struct bytes *bytes, const char *text);
void json_number(struct bytes *bytes, unsigned long long value);
/** A string. What is not UTF-8 goes through as it is. */
void json_text(struct bytes *bytes, const char *text, size_t length);

#endif
