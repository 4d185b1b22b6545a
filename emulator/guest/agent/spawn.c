#include <errno.h>
#include <string.h>

#include "own.h"
#include "process.h"

/** What a process in the guest has in its environment unless SPAWN says otherwise. */
static char *const defaultEnvironment[] = {
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "HOME=/root",
  "USER=root",
  "TERM=xterm-256color",
};

static bool names_same(const char *left, const char *right) {
  size_t name = strcspn(left, "=");
  return strncmp(left, right, name) == 0 && right[name] == '=';
}

/** `given` and the defaults it does not override; free() the array. */
static char **complete_environment(char **given) {
  size_t count = 0;
  const size_t defaults = sizeof defaultEnvironment / sizeof *defaultEnvironment;
  while (given[count]) count++;
  char **env = allocate((count + defaults + 1) * sizeof *env);
  memcpy(env, given, count * sizeof *env);
  size_t used = count;
  for (size_t index = 0; index < defaults; index++) {
    bool overridden = false;
    for (size_t at = 0; at < count && !overridden; at++) overridden = names_same(defaultEnvironment[index], given[at]);
    if (!overridden) env[used++] = defaultEnvironment[index];
  }
  env[used] = NULL;
  return env;
}

static void on_over(struct process *process) {
  free(process);
}

static bool prepare(struct process *process, struct terminal terminal, int stdio[3], struct failure *failure) {
  if (!terminal.wanted) return process_open_pipes(process, true, stdio, failure);
  int master = open_terminal(terminal.rows, terminal.columns, &stdio[0], failure);
  stdio[1] = stdio[2] = stdio[0];
  if (master < 0) return false;
  process_use_terminal(process, master);
  return true;
}

void spawn_process(struct stream *stream, struct reader *arguments) {
  OWN_MEMORY char **argv = read_texts(arguments);
  OWN_MEMORY char **given = read_texts(arguments);
  const char *cwd = read_text(arguments);
  struct terminal terminal = read_terminal(arguments);
  OWN_MEMORY char **env = complete_environment(given);
  struct failure failure;
  if (arguments->bad || !argv[0]) {
    fail(&failure, EINVAL, "spawn without a command");
    stream_fail(stream, &failure);
    return;
  }
  struct process *process = allocate(sizeof *process);
  process_prepare(process, stream);
  process->on_over = on_over;
  int stdio[3] = {-1, -1, -1};
  pid_t pid = -1;
  if (prepare(process, terminal, stdio, &failure)) {
    struct launch what = {.argv = argv, .env = env, .cwd = cwd, .terminal = terminal.wanted};
    memcpy(what.stdio, stdio, sizeof stdio);
    pid = launch(&what, &failure);
  }
  if (stdio[1] == stdio[0]) stdio[1] = stdio[2] = -1;
  for (int fd = 0; fd < 3; fd++) close_fd(&stdio[fd]);
  if (pid >= 0) {
    process_started(process, pid, false);
    return;
  }
  process_abandon(process);
  free(process);
  stream_fail(stream, &failure);
}
