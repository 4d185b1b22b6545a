#include "crun.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "own.h"
#include "places.h"
#include "trace.h"
#include "tree.h"
#include "unix-socket.h"

static void bundle_file(const struct crun *crun, const char *kind, path_text path) {
  format_path(path, BUNDLES_FOLDER "/%s/%s.%s", crun->id, crun->name, kind);
}

static void remove_files(const struct crun *crun) {
  static const char *const kinds[] = {"pid", "log", "tty", "json"};
  for (size_t index = 0; index < sizeof kinds / sizeof *kinds; index++) {
    path_text path;
    bundle_file(crun, kinds[index], path);
    unlink(path);
  }
}

/** Takes the master out of the connection that crun made, if it did. */
static void receive_master(struct crun *crun) {
  OWN_FD connection = accept4(crun->console.fd, NULL, NULL, SOCK_CLOEXEC);
  if (connection < 0 || crun->master >= 0) return;
  crun->master = receive_fd(connection);
  if (crun->master >= 0) set_terminal_size(crun->master, crun->terminal.rows, crun->terminal.columns);
}

static void on_console(struct source *source, uint32_t events) {
  (void)events;
  receive_master((struct crun *)((char *)source - offsetof(struct crun, console)));
}

/** crun's last complaint, without the time and level before it. */
static void read_complaint(const struct crun *crun, struct failure *failure) {
  path_text path;
  char log[sizeof failure->message];
  bundle_file(crun, "log", path);
  ssize_t length = read_small_file(path, log, sizeof log);
  while (length > 0 && log[length - 1] == '\n') log[--length] = 0;
  if (length <= 0) {
    fail(failure, EIO, "the OCI runtime failed");
    return;
  }
  char *line = strrchr(log, '\n');
  line = line ? line + 1 : log;
  // "2026-01-31T12:00:00.123456789Z: message"
  char *message = strstr(line, "Z: ");
  if (line[0] == '2' && message) line = message + 3;
  failure->error = strstr(line, "No such file or directory") ? ENOENT
                   : strstr(line, "ermission denied")       ? EACCES
                                                            : EINVAL;
  snprintf(failure->message, sizeof failure->message, "%s", line);
}

static void on_exited(struct child *child, int status) {
  struct crun *crun = (struct crun *)child;
  struct failure failure = {0};
  path_text path;
  char text[16];
  pid_t pid = -1;
  // Of an exec nothing is kept: a health check would push all else out.
  if (strcmp(crun->name, "run") == 0) trace_step("crun-done", crun->id);
  if (crun->console.fd >= 0) {
    // It may have been sent, and crun be over, before the loop looked.
    receive_master(crun);
    source_watch(&crun->console, 0);
    close_fd(&crun->console.fd);
  }
  bundle_file(crun, "pid", path);
  if (exit_code_of(status) == 0 && read_small_file(path, text, sizeof text) > 0) pid = (pid_t)strtol(text, NULL, 10);
  else read_complaint(crun, &failure);
  remove_files(crun);
  crun->on_done(crun, pid, &failure);
  child_expect_no_more();
}

static bool prepare_stdio(struct crun *crun, struct process *process, bool openStdin, struct failure *failure) {
  crun->console = (struct source){.fd = -1, .ready = on_console};
  crun->master = -1;
  if (!crun->terminal.wanted) return process_open_pipes(process, openStdin, crun->stdio, failure);
  path_text path;
  bundle_file(crun, "tty", path);
  crun->stdio[0] = open("/dev/null", O_RDWR | O_CLOEXEC);
  crun->stdio[1] = crun->stdio[2] = crun->stdio[0];
  crun->console.fd = unix_listen(path, 0600, failure);
  if (crun->console.fd < 0) return false;
  source_watch(&crun->console, EPOLLIN);
  return true;
}

static void close_stdio(struct crun *crun) {
  if (crun->stdio[1] == crun->stdio[0]) crun->stdio[1] = crun->stdio[2] = -1;
  for (int fd = 0; fd < 3; fd++) close_fd(&crun->stdio[fd]);
}

static void trace_command(const char *id, const char *const *argv) {
  char line[1024] = "";
  for (size_t used = 0; *argv && used < sizeof line; argv++)
    used += (size_t)snprintf(line + used, sizeof line - used, used ? " %s" : "%s", *argv);
  trace_detail("crun", id, "%s", line);
}

/** `arguments` are crun's own after the options that both commands have. */
static bool start(struct crun *crun, const char *command, const char *option, const char *value, struct failure *failure) {
  static char *const env[] = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", NULL};
  path_text pidFile, log, console;
  bundle_file(crun, "pid", pidFile);
  bundle_file(crun, "log", log);
  bundle_file(crun, "tty", console);
  const char *argv[20];
  size_t count = 0;
  argv[count++] = RUNTIME_PROGRAM;
  argv[count++] = "--root=" RUNTIME_FOLDER;
  argv[count++] = "--cgroup-manager=cgroupfs";
  argv[count++] = "--log";
  argv[count++] = log;
  argv[count++] = command;
  if (strcmp(command, "exec") == 0) argv[count++] = "--detach";
  argv[count++] = "--pid-file";
  argv[count++] = pidFile;
  argv[count++] = option;
  argv[count++] = value;
  if (crun->terminal.wanted) {
    argv[count++] = "--console-socket";
    argv[count++] = console;
  }
  argv[count++] = crun->id;
  argv[count] = NULL;
  struct launch what = {.argv = (char *const *)argv, .env = env, .cwd = "/"};
  memcpy(what.stdio, crun->stdio, sizeof what.stdio);
  pid_t pid = launch(&what, failure);
  if (pid < 0) return false;
  if (strcmp(command, "create") == 0) trace_command(crun->id, argv);
  child_expect_unknown();
  crun->child.exited = on_exited;
  child_watch(&crun->child, pid);
  return true;
}

static bool start_or_undo(struct crun *crun, struct process *process, bool prepared, const char *command,
                          const char *option, const char *value, struct failure *failure) {
  bool started = prepared && start(crun, command, option, value, failure);
  close_stdio(crun);
  if (started) return true;
  source_watch(&crun->console, 0);
  close_fd(&crun->console.fd);
  process_abandon(process);
  remove_files(crun);
  return false;
}

bool crun_create(struct crun *crun, struct process *process, bool openStdin, struct failure *failure) {
  path_text bundle;
  format_path(bundle, BUNDLES_FOLDER "/%s", crun->id);
  bool prepared = prepare_stdio(crun, process, openStdin, failure);
  return start_or_undo(crun, process, prepared, "create", "--bundle", bundle, failure);
}

void crun_start(const char *id) {
  // The process waits for a byte on this FIFO. Where it does not wait any more it was killed, which the agent learns
  // as its parent.
  path_text path;
  format_path(path, RUNTIME_FOLDER "/%s/exec.fifo", id);
  OWN_FD fifo = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  // crun takes a container whose FIFO is still there for one that does not run.
  unlink(path);
  if (fifo >= 0 && write(fifo, "", 1) < 0) perror(path);
}

bool crun_exec(struct crun *crun, struct process *process, const char *processJson, bool openStdin,
               struct failure *failure) {
  path_text json;
  bundle_file(crun, "json", json);
  bool prepared = prepare_stdio(crun, process, openStdin, failure) &&
                  write_file(json, processJson, strlen(processJson), 0600, failure);
  return start_or_undo(crun, process, prepared, "exec", "--process", json, failure);
}
