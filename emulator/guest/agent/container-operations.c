#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "cgroup.h"
#include "container.h"
#include "own.h"
#include "places.h"
#include "tree.h"
#include "worker.h"

/** A process started in a container by CONTAINER_EXEC. */
struct exec {
  struct crun crun;
  struct process process;
  /** The container's; it may be gone before crun is. */
  char id[65];
};

static struct container *find_running(const char *id, struct failure *failure) {
  struct container *container = container_find(id);
  if (container && container->state == CONTAINER_RUNNING) return container;
  fail(failure, ESRCH, "container %.64s is not running", id);
  return NULL;
}

static void on_exec_over(struct process *process) {
  free((char *)process - offsetof(struct exec, process));
}

static void on_exec_done(struct crun *crun, pid_t pid, const struct failure *failure) {
  struct exec *exec = (struct exec *)crun;
  struct process *process = &exec->process;
  if (crun->master >= 0) process_use_terminal(process, crun->master);
  if (pid >= 0) {
    process_started(process, pid, true);
    return;
  }
  process_abandon(process);
  if (process->stream) stream_fail(process->stream, failure);
  free(exec);
}

static void on_exec_dropped(struct stream *stream) {
  ((struct exec *)stream->owner)->process.stream = NULL;
}

static const struct stream_events execEvents = {.dropped = on_exec_dropped};

void exec_in_container(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *id = read_text(arguments);
  const char *processJson = read_text(arguments);
  struct terminal terminal = read_terminal(arguments);
  bool openStdin = read_u8(arguments);
  struct container *container = find_running(id, &failure);
  if (arguments->bad) fail(&failure, EINVAL, "malformed exec");
  if (!container || arguments->bad) {
    stream_fail(stream, &failure);
    return;
  }
  struct exec *exec = allocate_zeroed(sizeof *exec);
  strcpy(exec->id, id);
  process_prepare(&exec->process, stream);
  exec->process.on_over = on_exec_over;
  exec->crun.id = exec->id;
  snprintf(exec->crun.name, sizeof exec->crun.name, "exec%u", ++container->execCount);
  exec->crun.terminal = terminal;
  exec->crun.on_done = on_exec_done;
  stream_serve(stream, &execEvents, exec);
  if (crun_exec(&exec->crun, &exec->process, processJson, openStdin, &failure)) return;
  stream_fail(stream, &failure);
  free(exec);
}

void signal_container(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *id = read_text(arguments);
  uint32_t signal = read_u32(arguments);
  const struct container *container = find_running(id, &failure);
  bool done = container != NULL;
  // The agent itself waits for this process, so its number cannot have been given to another one.
  if (done && kill(container->process.child.pid, (int)signal) < 0) done = fail(&failure, errno, "signal %s", id);
  stream_answer(stream, done, &failure);
}

void freeze_container(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *id = read_text(arguments);
  bool frozen = read_u8(arguments);
  stream_answer(stream, find_running(id, &failure) && cgroup_freeze(id, frozen, &failure), &failure);
}

/** Files of the container that changed with its networks (hosts, resolv.conf): it has them mounted, so in place. */
static bool write_files(struct reader *reader, struct failure *failure) {
  for (uint32_t left = read_u32(reader); left && !reader->bad; left--) {
    const char *path = read_text(reader);
    const char *content = read_text(reader);
    if (!write_file(path, content, strlen(content), 0644, failure)) return false;
  }
  return true;
}

static bool add_interface(struct container *container, const struct endpoint *endpoint, struct failure *failure) {
  OWN_FD namespace = -1;
  OWN_FD socket = -1;
  if (!network_open_namespace(container->id, &namespace, &socket, failure)) return false;
  // Before the interface: what fails half-way is removed with the container.
  return container_has_endpoint(container, endpoint, failure) &&
         network_add_endpoint(container->id, endpoint, namespace, socket, failure);
}

void connect_container(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  struct endpoint endpoint;
  struct container *container = find_running(read_text(arguments), &failure);
  read_endpoint(arguments, &endpoint);
  stream_answer(stream, container && add_interface(container, &endpoint, &failure) && write_files(arguments, &failure),
                &failure);
}

static bool remove_interface(const char *id, const char *name, const char *gateway, struct failure *failure) {
  OWN_FD namespace = -1;
  OWN_FD socket = -1;
  return network_open_namespace(id, &namespace, &socket, failure) &&
         network_remove_endpoint(id, name, gateway, socket, failure);
}

void disconnect_container(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const struct container *container = find_running(read_text(arguments), &failure);
  const char *name = read_text(arguments);
  const char *gateway = read_text(arguments);
  stream_answer(stream,
                container && remove_interface(container->id, name, gateway, &failure) && write_files(arguments, &failure),
                &failure);
}

/** text: a folder in the trash. */
static bool do_delete(const struct chore_input *input, struct failure *failure) {
  int error = remove_tree(input->text);
  return error && error != ENOENT ? fail(failure, error, "delete %s", input->text) : true;
}

static void on_deleted(void *owner, bool done, const struct failure *failure) {
  (void)owner;
  if (!done) log_failure(failure);
}

static bool throw_away(const char *folder, const char *id, struct failure *failure) {
  static unsigned count;
  path_text path;
  struct chore_input input = {0};
  format_path(path, "%s/%s", folder, id);
  format_path(input.text, TRASH_FOLDER "/%s-%u", id, ++count);
  if (rename(path, input.text) < 0) return errno == ENOENT ? true : fail(failure, errno, "remove %s", path);
  worker_add(LANE_DELETE, do_delete, &input, on_deleted, NULL);
  return true;
}

bool container_discard(const char *id, struct failure *failure) {
  return throw_away(UPPER_FOLDER, id, failure) && throw_away(RECORDS_FOLDER, id, failure);
}

void remove_container(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *id = read_text(arguments);
  struct container *container = container_find(id);
  bool done = true;
  if (!is_id(id)) done = fail(&failure, EINVAL, "container id %.80s", id);
  else if (container && (container->state != CONTAINER_ENDING || container->waiting))
    done = fail(&failure, EBUSY, "container %s is running", id);
  // Nobody can tell the difference to a removal that waits for the clean-up, except by waiting.
  else if (container) container->discarded = true;
  else done = container_discard(id, &failure);
  stream_answer(stream, done, &failure);
}
