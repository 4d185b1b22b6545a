#include "signature.h"

#include <stddef.h>

#include "protocol.h"
#include "utf8.h"

static const char *const operationSignatures[] = {
  [OPERATION_SPAWN] = "llst",
  [OPERATION_SET_TIME] = "qx",
  [OPERATION_MOUNT_DATA] = "",
  [OPERATION_MOUNT_LAYER] = "sqq",
  [OPERATION_UNMOUNT_LAYER] = "s",
  [OPERATION_CONTAINER_START] = "slsto(sssss)(ss)",
  [OPERATION_CONTAINER_EXEC] = "ssto",
  [OPERATION_CONTAINER_SIGNAL] = "sw",
  [OPERATION_CONTAINER_FREEZE] = "so",
  [OPERATION_CONTAINER_REMOVE] = "s",
  [OPERATION_BRIDGE_CREATE] = "ss",
  [OPERATION_BRIDGE_REMOVE] = "s",
  [OPERATION_DIAL] = "ssh",
  [OPERATION_FILE_READ] = "sqq",
  [OPERATION_FILE_WRITE] = "sw",
  [OPERATION_FILE_STAT] = "s",
  [OPERATION_FILE_LIST] = "s",
  [OPERATION_FILE_MKDIR] = "sw",
  [OPERATION_FILE_REMOVE] = "so",
  [OPERATION_FILE_RENAME] = "ss",
  [OPERATION_WATCH] = "s",
  [OPERATION_SYNC] = "",
  [OPERATION_SETTLE] = "",
  [OPERATION_API] = "",
  [OPERATION_CLI] = "llsbhh",
};

const char *operation_signature(unsigned operation) {
  return operation < sizeof operationSignatures / sizeof *operationSignatures ? operationSignatures[operation] : NULL;
}

const char *control_signature(unsigned control) {
  static const char *const signatures[] = {[CONTROL_RESIZE] = "hh", [CONTROL_SIGNAL] = "w", [CONTROL_RAW] = "o"};
  return control < sizeof signatures / sizeof *signatures ? signatures[control] : NULL;
}

static void check_text(struct reader *reader) {
  size_t length;
  const uint8_t *text = read_string(reader, &length);
  if (!utf8_valid(text, length)) reader->bad = true;
}

static void check_boolean(struct reader *reader) {
  if (read_u8(reader) > 1) reader->bad = true;
}

static void check_field(char letter, struct reader *reader) {
  size_t length;
  switch (letter) {
    case 'b': read_u8(reader); break;
    case 'o': check_boolean(reader); break;
    case 'h': read_u16(reader); break;
    case 'w': read_u32(reader); break;
    case 'q': read_u64(reader); break;
    case 's': check_text(reader); break;
    case 'x': read_string(reader, &length); break;
    case 'l':
      for (uint32_t left = read_u32(reader); left && !reader->bad; left--) check_text(reader);
      break;
    case 't':
      check_boolean(reader);
      read_u16(reader);
      read_u16(reader);
      break;
  }
}

/** Checks the fields up to the end or a closing parenthesis, and returns where that is. */
static const char *check_fields(const char *at, struct reader *reader) {
  for (; *at && *at != ')'; at++) {
    if (*at != '(') {
      check_field(*at, reader);
      continue;
    }
    const char *group = at + 1;
    for (uint32_t left = read_u32(reader); left && !reader->bad; left--) check_fields(group, reader);
    while (*at != ')') at++;
  }
  return at;
}

bool signature_matches(const char *signature, struct reader reader) {
  check_fields(signature, &reader);
  return reader_done(&reader);
}
