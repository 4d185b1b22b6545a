#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "own.h"

enum launch_step { LAUNCH_STARTED, LAUNCH_SESSION, LAUNCH_DIRECTORY, LAUNCH_EXEC };

/** What the child tells: it shares the memory of the parent, which waits (vfork). */
struct report {
  volatile enum launch_step step;
  volatile int error;
};

static _Noreturn void give_up(struct report *report, enum launch_step step) {
  report->error = errno;
  report->step = step;
  _exit(127);
}

static _Noreturn void become(const struct launch *launch, struct report *report) {
  sigset_t none;
  sigemptyset(&none);
  signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (setsid() < 0) give_up(report, LAUNCH_SESSION);
  for (int fd = 0; fd < 3; fd++)
    if (dup2(launch->stdio[fd], fd) < 0) give_up(report, LAUNCH_SESSION);
  if (launch->terminal && ioctl(0, TIOCSCTTY, 0) < 0) give_up(report, LAUNCH_SESSION);
  if (chdir(launch->cwd) < 0) give_up(report, LAUNCH_DIRECTORY);
  execvpe(launch->argv[0], launch->argv, launch->env);
  give_up(report, LAUNCH_EXEC);
}

pid_t launch(const struct launch *launch, struct failure *failure) {
  struct report report = {LAUNCH_STARTED, 0};
  // vfork: copying the agent's page tables costs more than all the rest.
  pid_t pid = vfork();
  if (pid == 0) become(launch, &report);
  if (pid < 0) {
    fail(failure, errno, "fork");
    return -1;
  }
  switch (report.step) {
    case LAUNCH_STARTED: return pid;
    case LAUNCH_SESSION: fail(failure, report.error, "set up the session"); break;
    case LAUNCH_DIRECTORY: fail(failure, report.error, "change to %s", launch->cwd); break;
    case LAUNCH_EXEC: fail(failure, report.error, "exec %s", launch->argv[0]); break;
  }
  return -1;
}

int open_terminal(uint16_t rows, uint16_t columns, int *slave, struct failure *failure) {
  OWN_FD master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  char name[64];
  *slave = -1;
  if (master >= 0 && unlockpt(master) == 0 && ptsname_r(master, name, sizeof name) == 0)
    *slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*slave < 0) {
    fail(failure, errno, "open a terminal");
    return -1;
  }
  set_terminal_size(master, rows, columns);
  return take_fd(&master);
}

void set_terminal_size(int terminal, uint16_t rows, uint16_t columns) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  ioctl(terminal, TIOCSWINSZ, &size);
}
