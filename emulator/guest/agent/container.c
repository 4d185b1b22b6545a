#include "container.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "cgroup.h"
#include "places.h"
#include "port.h"
#include "trace.h"
#include "tree.h"

static struct container *containers;

struct container *container_find(const char *id) {
  struct container *container = containers;
  while (container && strcmp(container->id, id) != 0) container = container->next;
  return container;
}

static struct container *container_of(struct process *process) {
  return (struct container *)((char *)process - offsetof(struct container, process));
}

static void begin(struct start *start);

/** The end of the end: both the process's stream and the clean-up are over. */
static void release_when_over(struct container *container) {
  if (!container->cleaned || container->process.stream || container->process.running) return;
  struct container **at = &containers;
  while (*at != container) at = &(*at)->next;
  *at = container->next;
  struct start *waiting = container->waiting;
  free(container);
  if (waiting) begin(waiting);
}

static void on_cleaned(void *owner, bool done, const struct failure *failure) {
  struct container *container = owner;
  if (!done) log_failure(failure);
  trace_detail("cleaned", container->id, "%s", done ? "done" : failure->message);
  container->cleaned = true;
  struct failure discarding;
  if (container->discarded && !container_discard(container->id, &discarding)) log_failure(&discarding);
  release_when_over(container);
}

static void clean_up(struct container *container) {
  container->state = CONTAINER_ENDING;
  // Before the host knows of the end: the next start may publish them again at once.
  ports_close(container->id);
  struct chore_input input = {0};
  strcpy(input.text, container->id);
  input.numbers[0] = container->interfaceLimit;
  names_close(container->names);
  container->names = NULL;
  worker_add(LANE_PROMPT, bundle_clean, &input, on_cleaned, container);
}

/** The container's process is gone. Its cgroup must be looked at before the clean-up removes it. */
static void on_process_exit(struct process *process) {
  struct container *container = container_of(process);
  trace_step("exit", container->id);
  process->oomKilled = cgroup_was_oom_killed(container->id);
  clean_up(container);
}

static void on_over(struct process *process) {
  trace_step("closed", container_of(process)->id);
  release_when_over(container_of(process));
}

/** Where the process is: its cgroup, and the namespaces that it does not share with the guest. */
static void trace_created(const char *id, pid_t pid) {
  static const char *const kinds[] = {"mnt", "pid", "net", "ipc", "uts", "cgroup"};
  static char own[sizeof kinds / sizeof *kinds][64];
  path_text path;
  char cgroup[256] = "", namespaces[256] = "", its[64];
  format_path(path, "/proc/%d/cgroup", pid);
  if (read_small_file(path, cgroup, sizeof cgroup) > 0) cgroup[strcspn(cgroup, "\n")] = 0;
  for (size_t index = 0; index < sizeof kinds / sizeof *kinds; index++) {
    format_path(path, "/proc/self/ns/%s", kinds[index]);
    if (!*own[index] && readlink(path, own[index], sizeof own[index] - 1) < 0) continue;
    format_path(path, "/proc/%d/ns/%s", pid, kinds[index]);
    ssize_t length = readlink(path, its, sizeof its - 1);
    if (length < 0) continue;
    its[length] = 0;
    size_t used = strlen(namespaces);
    if (strcmp(own[index], its) != 0) snprintf(namespaces + used, sizeof namespaces - used, " %s", its);
  }
  // cgroup v2 has one line: "0::/docker/<id>".
  trace_detail("created", id, "%d %s%s", pid, strncmp(cgroup, "0::", 3) == 0 ? cgroup + 3 : "-", namespaces);
}

/** crun is done: the process is there, and known, before it becomes the container's program. */
static void on_crun_done(struct crun *crun, pid_t pid, const struct failure *failure) {
  struct container *container = (struct container *)((char *)crun - offsetof(struct container, crun));
  struct process *process = &container->process;
  if (crun->master >= 0) process_use_terminal(process, crun->master);
  if (pid < 0) {
    process_abandon(process);
    if (process->stream) stream_fail(process->stream, failure);
    process->stream = NULL;
    clean_up(container);
    return;
  }
  container->state = CONTAINER_RUNNING;
  trace_created(container->id, pid);
  process_started(process, pid, true);
  crun_start(container->id);
  trace_step("begin", container->id);
}

/** The host lost interest while crun was at work: without a stream the container is killed when it is started. */
static void on_dropped_early(struct stream *stream) {
  ((struct container *)stream->owner)->process.stream = NULL;
}

static const struct stream_events startingEvents = {.dropped = on_dropped_early};

bool container_has_endpoint(struct container *container, const struct endpoint *endpoint, struct failure *failure) {
  unsigned number;
  if (network_interface_number(endpoint->interfaceName, &number) && number >= container->interfaceLimit)
    container->interfaceLimit = number + 1;
  if (endpoint->names && !container->names) container->names = names_serve(container->id, failure);
  return !endpoint->names || container->names;
}

static bool has_endpoints(struct container *container, const struct start *start, struct failure *failure) {
  for (size_t index = 0; index < start->endpointCount; index++)
    if (!container_has_endpoint(container, &start->endpoints[index], failure)) return false;
  return true;
}

static void begin(struct start *start) {
  struct failure failure;
  struct container *container = allocate_zeroed(sizeof *container);
  strcpy(container->id, start->id);
  container->next = containers;
  containers = container;
  struct process *process = &container->process;
  process_prepare(process, start->stream);
  process->hangup = SIGKILL;
  process->on_exit = on_process_exit;
  process->on_over = on_over;
  stream_serve(start->stream, &startingEvents, container);
  struct crun *crun = &container->crun;
  crun->id = container->id;
  strcpy(crun->name, "run");
  crun->terminal = start->terminal;
  crun->on_done = on_crun_done;
  if (!bundle_prepare(start, &failure) || !has_endpoints(container, start, &failure) ||
      !crun_create(crun, process, start->openStdin, &failure)) {
    stream_fail(start->stream, &failure);
    process->stream = NULL;
    clean_up(container);
  }
  start_release(start);
}

/** The host lost interest in a start that waits. */
static void on_dropped_waiting(struct stream *stream) {
  struct container *container = stream->owner;
  start_release(container->waiting);
  container->waiting = NULL;
}

static const struct stream_events waitingEvents = {.dropped = on_dropped_waiting};

static bool check_start(const struct start *start, const struct container *existing, struct failure *failure) {
  if (!start) return fail(failure, EINVAL, "malformed start");
  if (!is_id(start->id)) return fail(failure, EINVAL, "container id %.80s", start->id);
  if (existing && (existing->state != CONTAINER_ENDING || existing->waiting))
    return fail(failure, EBUSY, "container %s is started already", start->id);
  return true;
}

void start_container(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  struct start *start = start_decode(stream, arguments);
  struct container *existing = start ? container_find(start->id) : NULL;
  if (!check_start(start, existing, &failure)) {
    if (start) start_release(start);
    stream_fail(stream, &failure);
  } else if (existing) {
    existing->waiting = start;
    stream_serve(stream, &waitingEvents, existing);
  } else {
    begin(start);
  }
}
