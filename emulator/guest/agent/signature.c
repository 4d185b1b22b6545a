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
  [OPERATION_CONTAINER_START] = "slsto(ssssso)(ss)",
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
  [OPERATION_PORT_PUBLISH] = "sbshsh",
  [OPERATION_PORT_UNPUBLISH] = "s",
  [OPERATION_NETWORK_CONNECT] = "sssssso(ss)",
  [OPERATION_NETWORK_DISCONNECT] = "sss(ss)",
  [OPERATION_FILES_READ] = "l",
  [OPERATION_EXCHANGE] = "sshwx",
  [OPERATION_CONTAINER_STEPS] = "s",
  [OPERATION_API] = "",
  [OPERATION_CLI] = "llsbhh",
  [OPERATION_DNS] = "sox",
  [OPERATION_MIRROR] = "",
};

const char *operation_signature(unsigned operation) {
  return operation < sizeof operationSignatures / sizeof *operationSignatures ? operationSignatures[operation] : NULL;
}

const char *control_signature(unsigned control) {
  static const char *const signatures[] = {[CONTROL_RESIZE] = "hh", [CONTROL_SIGNAL] = "w", [CONTROL_RAW] = "o",
                                             [CONTROL_PLACED] = "qw", [CONTROL_TAKEN] = "w"};
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
    case '*': reader->at = reader->end; break;
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

/** Of the payload of a frame type; NULL when the payload's first field says it, or for an unknown type. */
static const char *frame_signature(uint8_t type) {
  static const char *const signatures[] = {
    [FRAME_HELLO] = "ww", [FRAME_STARTED] = "w", [FRAME_DATA] = "*",   [FRAME_END] = "",
    [FRAME_CREDIT] = "w", [FRAME_CLOSE] = "ws*", [FRAME_RESET] = "s",
  };
  return type < sizeof signatures / sizeof *signatures ? signatures[type] : NULL;
}

bool frame_is_well_formed(const struct frame *frame) {
  struct reader payload = reader_over(frame->payload, frame->length);
  const char *signature = frame_signature(frame->type);
  if (frame->type == FRAME_OPEN) signature = operation_signature(read_u16(&payload));
  if (frame->type == FRAME_CONTROL) signature = control_signature(read_u16(&payload));
  return frame->channel <= 2 && !payload.bad && signature && signature_matches(signature, payload);
}

bool signature_matches(const char *signature, struct reader reader) {
  check_fields(signature, &reader);
  return reader_done(&reader);
}
