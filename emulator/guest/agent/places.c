#include "places.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "failure.h"

void format_path(path_text path, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(path, PATH_MAX, format, arguments);
  va_end(arguments);
  if (length < 0 || length >= PATH_MAX) die("a path is too long: %.64s", path);
}

static bool is_alphanumeric(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

bool is_id(const char *id) {
  if (!is_alphanumeric(*id) || strlen(id) > 64) return false;
  for (; *id; id++)
    if (!is_alphanumeric(*id) && !strchr("_.-", *id)) return false;
  return true;
}
