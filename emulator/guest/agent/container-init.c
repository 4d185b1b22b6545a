#include "container-init.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loop.h"

/** Faults of docker-init itself: to be blocked, they would have to be somebody else's. */
static const int ownSignals[] = {SIGFPE, SIGILL, SIGSEGV, SIGBUS, SIGABRT, SIGTRAP, SIGSYS};

static void block_signals(sigset_t *blocked, sigset_t *before) {
  sigfillset(blocked);
  for (size_t index = 0; index < sizeof ownSignals / sizeof *ownSignals; index++) sigdelset(blocked, ownSignals[index]);
  sigprocmask(SIG_SETMASK, blocked, before);
  // A background process that takes the terminal would be stopped by these.
  signal(SIGTTIN, SIG_IGN);
  signal(SIGTTOU, SIG_IGN);
}

/** In the child: a process group of its own, in the foreground of the terminal if there is one. */
static _Noreturn void run_program(char **argv, const sigset_t *before) {
  setpgid(0, 0);
  if (isatty(STDIN_FILENO)) tcsetpgrp(STDIN_FILENO, getpgrp());
  signal(SIGTTIN, SIG_DFL);
  signal(SIGTTOU, SIG_DFL);
  sigprocmask(SIG_SETMASK, before, NULL);
  execvp(argv[0], argv);
  int error = errno;
  // In the words of tini, which is Docker's docker-init.
  fprintf(stderr, "[FATAL tini (%d)] exec %s failed: %s\n", (int)getpid(), argv[0], strerror(error));
  _exit(error == ENOENT ? 127 : error == EACCES ? 126 : 1);
}

/** Whether `program` was among the dead, and its exit code. */
static bool reap(pid_t program, int *exitCode) {
  bool over = false;
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    if (pid != program) continue;
    over = true;
    *exitCode = exit_code_of(status);
  }
  return over;
}

int container_init_main(char **arguments) {
  sigset_t blocked, before;
  char **argv = arguments + 1;
  if (*argv && strcmp(*argv, "--") == 0) argv++;
  if (!*argv) {
    fputs("usage: docker-init -- PROGRAM [ARGUMENT...]\n", stderr);
    return 1;
  }
  block_signals(&blocked, &before);
  pid_t program = fork();
  if (program < 0) {
    perror("fork");
    return 1;
  }
  if (program == 0) run_program(argv, &before);
  for (int exitCode = 0;;) {
    int number = sigwaitinfo(&blocked, NULL);
    if (number > 0 && number != SIGCHLD) kill(program, number);
    if (reap(program, &exitCode)) return exitCode;
  }
}
