#ifndef SLIPWAY_SIGNATURE_H
#define SLIPWAY_SIGNATURE_H

#include <stdbool.h>

#include "frame.h"
#include "reader.h"

/**
 * The shape of a payload, a letter a field: b u8 · o u8 0/1 · h u16 · w u32 · q u64 · s string · x string of any
 * bytes · l list<string> · t terminal · (…) list of the group · * anything up to the end. Checked before a payload is acted on, so that a
 * malformed one does nothing.
 */
bool signature_matches(const char *signature, struct reader reader);

/** Of the arguments of an operation; NULL for an unknown one. */
const char *operation_signature(unsigned operation);
/** Of a CONTROL's arguments; NULL for an unknown one. */
const char *control_signature(unsigned control);

/** Type, channel and payload are what the protocol knows. Whether the stream is ready for it is another question. */
bool frame_is_well_formed(const struct frame *frame);

#endif
