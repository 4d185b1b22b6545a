#include "docker-terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static struct termios before;
static bool raw;

void terminal_size(uint16_t *rows, uint16_t *columns) {
  static const int candidates[] = {STDOUT_FILENO, STDIN_FILENO, STDERR_FILENO};
  struct winsize size = {0};
  for (int index = 0; index < 3; index++)
    if (ioctl(candidates[index], TIOCGWINSZ, &size) == 0) break;
  *rows = size.ws_row;
  *columns = size.ws_col;
}

static void put_back(void) {
  if (raw) tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  raw = false;
}

void terminal_set_raw(bool on) {
  static bool registered;
  if (!on) {
    put_back();
    return;
  }
  if (raw || tcgetattr(STDIN_FILENO, &before) < 0) return;
  struct termios wanted = before;
  cfmakeraw(&wanted);
  if (!registered) atexit(put_back);
  registered = true;
  raw = tcsetattr(STDIN_FILENO, TCSADRAIN, &wanted) == 0;
}
