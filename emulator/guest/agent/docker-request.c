#include "docker-request.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "docker-terminal.h"
#include "frame.h"
#include "utf8.h"

extern char **environ;

/** Variables that the command itself looks at go first; the others (compose may interpolate any) while they fit. */
static const char *const important[] = {"DOCKER_",  "COMPOSE_", "BUILDKIT_", "HOME=", "PATH=", "PWD=",
                                        "TERM=", "COLUMNS=", "LINES=", "NO_COLOR", "LANG", "LC_"};
/** Of the whole frame, so that much remains for everything that is not environment. */
static const size_t environmentLimitBytes = 40960;

static bool is_important(const char *variable) {
  for (size_t index = 0; index < sizeof important / sizeof *important; index++)
    if (strncmp(variable, important[index], strlen(important[index])) == 0) return true;
  return false;
}

/** A text that is not UTF-8 cannot cross. */
static bool can_cross(const char *text) {
  return utf8_valid((const uint8_t *)text, strlen(text));
}

static void put_environment(struct bytes *out) {
  struct bytes variables = {0};
  uint32_t count = 0;
  for (int pass = 0; pass < 2; pass++)
    for (char **at = environ; *at; at++) {
      if (is_important(*at) != (pass == 0) || !can_cross(*at)) continue;
      if (variables.length + strlen(*at) + 4 > environmentLimitBytes) continue;
      put_text(&variables, *at);
      count++;
    }
  put_u32(out, count);
  bytes_append(out, bytes_front(&variables), variables.length);
  bytes_release(&variables);
}

static void put_arguments(struct bytes *out, char **arguments) {
  uint32_t count = 0;
  while (arguments[count]) count++;
  put_u32(out, count);
  for (; *arguments; arguments++) put_foreign_text(out, *arguments);
}

bool put_request(struct bytes *out, uint32_t stream, char **arguments, bool takesPlaced) {
  char cwd[PATH_MAX];
  uint16_t rows, columns;
  frame_put_hello(out);
  size_t mark = frame_begin(out, FRAME_OPEN, 0, stream);
  put_u16(out, OPERATION_CLI);
  put_arguments(out, arguments);
  put_environment(out);
  put_foreign_text(out, getcwd(cwd, sizeof cwd) ? cwd : "/");
  put_u8(out, (uint8_t)((isatty(0) ? 1 : 0) | (isatty(1) ? 2 : 0) | (isatty(2) ? 4 : 0) | (takesPlaced ? 8 : 0)));
  terminal_size(&rows, &columns);
  put_u16(out, rows);
  put_u16(out, columns);
  frame_finish(out, mark);
  return out->length - mark - HEADER_BYTES <= MAX_PAYLOAD_BYTES;
}
