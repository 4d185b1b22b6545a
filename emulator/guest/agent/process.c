#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "link.h"
#include "own.h"

struct terminal read_terminal(struct reader *reader) {
  struct terminal terminal;
  terminal.wanted = read_u8(reader);
  terminal.rows = read_u16(reader);
  terminal.columns = read_u16(reader);
  return terminal;
}

/** Ends that exist before the process runs are kept in the flows' descriptors. */
static void hold(struct process *process, int input, int output, int errors) {
  process->input.source.fd = input;
  process->output[0].source.fd = output;
  process->output[1].source.fd = errors;
}

void process_prepare(struct process *process, struct stream *stream) {
  *process = (struct process){.stream = stream, .terminal = -1, .hangup = SIGHUP};
  hold(process, -1, -1, -1);
}

bool process_open_pipes(struct process *process, bool openStdin, int stdio[3], struct failure *failure) {
  int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
  bool made = pipe2(pipes[1], O_CLOEXEC) == 0 && pipe2(pipes[2], O_CLOEXEC) == 0;
  if (made && openStdin) made = pipe2(pipes[0], O_CLOEXEC) == 0;
  if (made && !openStdin) made = (pipes[0][0] = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;
  hold(process, pipes[0][1], pipes[1][0], pipes[2][0]);
  stdio[0] = pipes[0][0];
  stdio[1] = pipes[1][1];
  stdio[2] = pipes[2][1];
  if (!made) return fail(failure, errno, "make pipes");
  if (openStdin) fcntl(pipes[0][1], F_SETFL, O_NONBLOCK);
  fcntl(pipes[1][0], F_SETFL, O_NONBLOCK);
  fcntl(pipes[2][0], F_SETFL, O_NONBLOCK);
  return true;
}

void process_use_terminal(struct process *process, int master) {
  fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK);
  process->terminal = master;
  // A descriptor is waited for by one source: input has one of its own.
  hold(process, dup_fd(master), master, -1);
}

void process_abandon(struct process *process) {
  close_fd(&process->input.source.fd);
  close_fd(&process->output[0].source.fd);
  close_fd(&process->output[1].source.fd);
}

static void stop_flows(struct process *process) {
  inlet_stop(&process->input);
  outlet_stop(&process->output[0]);
  outlet_stop(&process->output[1]);
}

/** CLOSE comes when the process has exited and its output is all sent. */
static void close_when_over(struct process *process) {
  if (!process->exited) return;
  if (process->stream) {
    if (!process->output[0].over || !process->output[1].over) return;
    struct bytes result = {0};
    put_u32(&result, (uint32_t)process->exitCode);
    put_u8(&result, process->oomKilled);
    stream_close(process->stream, bytes_front(&result), result.length);
    process->stream = NULL;
    bytes_release(&result);
  }
  stop_flows(process);
  process->on_over(process);
}

static void on_output_over(struct outlet *outlet) {
  struct process *process = outlet->owner;
  // From within outlet_drain of on_exited: that one looks when both are drained.
  if (process->running) return;
  close_when_over(process);
}

static void on_exited(struct child *child, int status) {
  struct process *process = (struct process *)((char *)child - offsetof(struct process, child));
  process->exitCode = exit_code_of(status);
  process->exited = true;
  if (process->on_exit) process->on_exit(process);
  if (process->stream) {
    outlet_drain(&process->output[0]);
    outlet_drain(&process->output[1]);
  }
  process->running = false;
  close_when_over(process);
}

void process_started(struct process *process, pid_t pid, bool inherited) {
  process->running = true;
  process->child.exited = on_exited;
  if (inherited) child_adopt(&process->child, pid);
  else child_watch(&process->child, pid);
  if (!process->stream) {
    process->output[0].over = process->output[1].over = true;
    process_abandon(process);
    kill(pid, process->hangup);
    return;
  }
  stream_serve(process->stream, &processEvents, process);
  stream_started(process->stream, (uint32_t)pid);
  if (process->input.source.fd >= 0)
    inlet_start(&process->input, process->stream, 0, process->input.source.fd);
  for (int index = 0; index < 2; index++) {
    struct outlet *outlet = &process->output[index];
    outlet->on_over = on_output_over;
    outlet->owner = process;
    if (outlet->source.fd < 0) outlet->over = true;
    else outlet_start(outlet, process->stream, (uint8_t)(index + 1), outlet->source.fd);
  }
}

static void on_data(struct stream *stream, uint8_t channel, const uint8_t *bytes, size_t count) {
  (void)channel;
  inlet_data(&((struct process *)stream->owner)->input, bytes, count);
}

static void on_end(struct stream *stream, uint8_t channel) {
  (void)channel;
  struct process *process = stream->owner;
  // A terminal stays open for reading and writing alike, as long as the process runs.
  if (process->terminal < 0) inlet_end(&process->input);
}

static void on_ready(struct stream *stream) {
  struct process *process = stream->owner;
  uint32_t id = stream->id;
  outlet_ready(&process->output[0]);
  // The first outlet may have been all that CLOSE waited for: then everything here is released.
  if (stream_find(id)) outlet_ready(&process->output[1]);
}

static void on_resize(struct stream *stream, uint16_t rows, uint16_t columns) {
  struct process *process = stream->owner;
  if (process->terminal >= 0 && !process->output[0].over) set_terminal_size(process->terminal, rows, columns);
}

static void on_signal(struct stream *stream, uint32_t signal) {
  struct process *process = stream->owner;
  if (process->running) kill(process->child.pid, (int)signal);
}

static void on_dropped(struct stream *stream) {
  struct process *process = stream->owner;
  process->stream = NULL;
  stop_flows(process);
  // The group when it leads one; a process in a container may not.
  if (process->running && kill(-process->child.pid, process->hangup) < 0) kill(process->child.pid, process->hangup);
  if (process->exited) close_when_over(process);
}

const struct stream_events processEvents = {
  .data = on_data,
  .end = on_end,
  .ready = on_ready,
  .resize = on_resize,
  .signal = on_signal,
  .dropped = on_dropped,
};
