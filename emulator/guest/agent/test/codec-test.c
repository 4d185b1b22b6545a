/** Frames and payloads: golden vectors shared with emulator/link, and what must be refused. */
#include <string.h>

#include "../failure.h"
#include "../frame.h"
#include "../signature.h"
#include "../utf8.h"
#include "check.h"

static size_t from_hex(const char *hex, uint8_t *bytes) {
  size_t count = 0;
  for (unsigned value; sscanf(hex, "%2x", &value) == 1; hex += 2) bytes[count++] = (uint8_t)value;
  return count;
}

static void copy_string(struct bytes *out, struct reader *reader) {
  size_t length;
  const uint8_t *text = read_string(reader, &length);
  put_string(out, text, length);
}

/** Writes again, field by field, what is read by the signature. */
static const char *copy_fields(const char *at, struct bytes *out, struct reader *reader) {
  for (; *at && *at != ')'; at++) {
    uint32_t count;
    const char *group = at + 1;
    switch (*at) {
      case 'b':
      case 'o': put_u8(out, read_u8(reader)); break;
      case 'h': put_u16(out, read_u16(reader)); break;
      case 'w': put_u32(out, read_u32(reader)); break;
      case 'q': put_u64(out, read_u64(reader)); break;
      case 's':
      case 'x': copy_string(out, reader); break;
      case 'l':
        put_u32(out, count = read_u32(reader));
        while (count--) copy_string(out, reader);
        break;
      case 't':
        put_u8(out, read_u8(reader));
        put_u16(out, read_u16(reader));
        put_u16(out, read_u16(reader));
        break;
      case '*':
        bytes_append(out, reader->at, (size_t)(reader->end - reader->at));
        reader->at = reader->end;
        break;
      case '(':
        put_u32(out, count = read_u32(reader));
        while (count--) copy_fields(group, out, reader);
        while (*at != ')') at++;
        break;
    }
  }
  return at;
}

static const char *signature_of(const struct frame *frame, struct bytes *out, struct reader *payload) {
  static const char *const plain[] = {
    [FRAME_HELLO] = "ww", [FRAME_STARTED] = "w", [FRAME_DATA] = "*",   [FRAME_END] = "",
    [FRAME_CREDIT] = "w", [FRAME_CLOSE] = "ws*", [FRAME_RESET] = "s",
  };
  if (frame->type != FRAME_OPEN && frame->type != FRAME_CONTROL) return plain[frame->type];
  uint16_t number = read_u16(payload);
  put_u16(out, number);
  return frame->type == FRAME_OPEN ? operation_signature(number) : control_signature(number);
}

static void check_good(const char *name, uint8_t *bytes, size_t length) {
  struct frame frame;
  CHECK(frame_parse(bytes, length, &frame) == FRAME_COMPLETE);
  CHECK(frame.length + HEADER_BYTES == length);
  CHECK(frame_parse(bytes, length - 1, &frame) == FRAME_INCOMPLETE);
  if (!frame_is_well_formed(&frame)) {
    fprintf(stderr, "%s is refused\n", name);
    exit(1);
  }
  struct bytes out = {0};
  struct reader payload = reader_over(frame.payload, frame.length);
  size_t mark = frame_begin(&out, frame.type, frame.channel, frame.stream);
  copy_fields(signature_of(&frame, &out, &payload), &out, &payload);
  frame_finish(&out, mark);
  CHECK(reader_done(&payload));
  CHECK(out.length == length && memcmp(bytes_front(&out), bytes, length) == 0);
  bytes_release(&out);
}

static void check_bad(const char *name, uint8_t *bytes, size_t length) {
  struct frame frame;
  enum frame_result result = frame_parse(bytes, length, &frame);
  bool refused = result == FRAME_LOST || !frame_is_well_formed(&frame);
  if (frame.type == FRAME_HELLO) refused = frame_check_hello(&frame) != NULL;
  if (refused) return;
  fprintf(stderr, "%s is accepted\n", name);
  exit(1);
}

static void test_golden_vectors(const char *path) {
  static char name[256], hex[1 << 18];
  static uint8_t bytes[1 << 17];
  FILE *file = fopen(path, "r");
  CHECK(file);
  int count = 0;
  for (; fscanf(file, "%255s %262143s", name, hex) == 2; count++) {
    size_t length = from_hex(hex, bytes);
    if (strncmp(name, "bad-", 4) == 0) check_bad(name, bytes, length);
    else check_good(name, bytes, length);
  }
  CHECK(count > 40);
  fclose(file);
  printf("%d golden vectors\n", count);
}

/** Whatever bytes come, nothing is read beyond them (the address sanitizer looks). */
static void test_noise(void) {
  srandom(1);
  for (int round = 0; round < 20000; round++) {
    size_t length = (size_t)random() % 64;
    uint8_t *bytes = allocate(length);
    for (size_t index = 0; index < length; index++) bytes[index] = random() % 3 ? (uint8_t)(random() % 4) : (uint8_t)random();
    for (unsigned operation = 0; operation < 256; operation++)
      if (operation_signature(operation)) signature_matches(operation_signature(operation), reader_over(bytes, length));
    free(bytes);
  }
}

static void test_texts(void) {
  uint8_t payload[] = {2, 0, 0, 0, 'h', 'i', 1, 0, 0, 0, 'x', 7};
  struct reader reader = reader_over(payload, sizeof payload);
  CHECK(strcmp(read_text(&reader), "hi") == 0);
  CHECK(strcmp(read_text(&reader), "x") == 0);
  CHECK(!reader_done(&reader));
  CHECK(read_u8(&reader) == 7);
  CHECK(reader_done(&reader));
  CHECK(read_u32(&reader) == 0 && reader.bad);
  uint8_t nul[] = {1, 0, 0, 0, 0};
  reader = reader_over(nul, sizeof nul);
  read_text(&reader);
  CHECK(reader.bad);
}

static void test_utf8(void) {
  static const struct {
    const char *text;
    bool valid;
  } cases[] = {
    {"", true},           {"plain", true},          {"g\xc3\xbc\xc3\x9f", true}, {"\xe2\x82\xac", true}, {"\xf0\x9f\x90\xb3", true},
    {"\xff", false},      {"\xc0\x80", false},      {"\xed\xa0\x80", false},     {"\xe2\x82", false},    {"\xf4\x90\x80\x80", false},
    {"\xe0\x80\x80", false}, {"\x80", false},
  };
  for (size_t index = 0; index < sizeof cases / sizeof *cases; index++)
    CHECK(utf8_valid((const uint8_t *)cases[index].text, strlen(cases[index].text)) == cases[index].valid);
  struct bytes out = {0};
  put_foreign_text(&out, "a\xff" "b");
  CHECK(out.length == 9 && memcmp(bytes_front(&out) + 4, "a\xef\xbf\xbd" "b", 5) == 0);
  bytes_release(&out);
}

static void test_seek_hello(void) {
  struct bytes in = {0};
  bytes_append(&in, "\x08\x00noise", 7);
  frame_put_hello(&in);
  frame_seek_hello(&in);
  struct frame frame;
  CHECK(frame_parse(bytes_front(&in), in.length, &frame) == FRAME_COMPLETE && frame_check_hello(&frame) == NULL);
  bytes_release(&in);
}

int main(int count, char **arguments) {
  test_texts();
  test_utf8();
  test_seek_hello();
  test_noise();
  for (int index = 1; index < count; index++) test_golden_vectors(arguments[index]);
  return 0;
}
