#ifndef SLIPWAY_SIGNATURE_H
#define SLIPWAY_SIGNATURE_H

#include <stdbool.h>

#include "reader.h"

/**
 * The shape of a payload, a letter a field: b u8 · o u8 0/1 · h u16 · w u32 · q u64 · s string · x string of any
 * bytes · l list<string> · t terminal · (…) list of the group. Checked before a payload is acted on, so that a
 * malformed one does nothing.
 */
bool signature_matches(const char *signature, struct reader reader);

/** Of the arguments of an operation; NULL for an unknown one. */
const char *operation_signature(unsigned operation);
/** Of a CONTROL's arguments; NULL for an unknown one. */
const char *control_signature(unsigned control);

#endif
