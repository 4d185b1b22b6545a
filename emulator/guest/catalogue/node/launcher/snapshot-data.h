#pragma once

#include <stdbool.h>
#include <stdio.h>

/*
 * What libnode leaves to the executable: `node::SnapshotBuilder::GetEmbeddedSnapshotData()`, the state of a started
 * Node.js to start from. Debian's executable answers null, so that each start compiles and runs Node's own scripts; that
 * of the project's releases answers a snapshot that was made with it, as the one here does.
 */

/** Where std::string, three words and twelve bytes, is in `node::SnapshotData` (src/env.h of Node.js 18, i386). */
enum { STRING_BYTES = 24, FIRST_STRING = 8, STRINGS = 3, TEXT_IN_STRING = 8 };

/** `node::SnapshotData` of 232 bytes, and room for more. All zero but its strings, it is as its constructor leaves it. */
union snapshot_data {
  /** 1: node::Start does not free it. */
  int ownership;
  char bytes[1024];
  char *pointers[256];
};

/** int node::Start(int argc, char **argv) */
int node_start(int argc, char **argv) __asm__("_ZN4node5StartEiPPc");

/** static bool node::SnapshotData::FromBlob(node::SnapshotData *out, FILE *in) */
bool snapshot_data_from_blob(union snapshot_data *out, FILE *in) __asm__("_ZN4node12SnapshotData8FromBlobEPS0_P8_IO_FILE");

/** static const node::SnapshotData *node::SnapshotBuilder::GetEmbeddedSnapshotData(); without one, node starts from nothing. */
const union snapshot_data *embedded_snapshot_data(void) __asm__("_ZN4node15SnapshotBuilder23GetEmbeddedSnapshotDataEv");
