/**
 * `docker` in the guest: a terminal's end of the command, which itself runs beside the machine (emulator/cli). It
 * sends what was typed and where, relays input, output and signals, and exits with the command's code.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docker-placed.h"
#include "docker-request.h"
#include "docker-terminal.h"
#include "frame.h"
#include "places.h"
#include "reader.h"
#include "unix-socket.h"

/** The only stream of this connection; a guest's streams are even. */
static const uint32_t streamId = 2;
/** Output under way to us on each of the two channels. */
static const uint32_t windowBytes = 196608;
/** A write of this much never blocks on a pipe or terminal that poll(2) calls writable. */
static const size_t writeBytes = 4096;
/** As the docker command does it: whoever presses Ctrl-C three times wants out, whatever the command thinks. */
static const int signalsToGiveUp = 3;

struct session {
  int host;
  struct bytes fromHost;
  struct bytes toHost;
  /** What stdout and stderr did not take yet. */
  struct bytes output[3];
  /** What stdout did not take of what was read from the disk last; nothing else waits for stdout meanwhile. */
  const uint8_t *placed;
  size_t placedBytes;
  uint32_t written[3];
  /** Where output goes, and how much of it at a time. */
  int sink[3];
  size_t limit[3];
  uint32_t stdinCredit;
  bool stdinEnded;
  /** The next frame has output for one channel while the other has not taken its own, which came before. */
  bool outOfTurn;
  bool closed;
  int exitCode;
  int signalCount;
};

static _Noreturn void leave(int code, const char *message) {
  terminal_set_raw(false);
  if (message) fprintf(stderr, "%s\n", message);
  exit(code);
}

static _Noreturn void leave_unconnected(void) {
  leave(1, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?");
}

static void send_queued(struct session *session) {
  while (session->toHost.length) {
    ssize_t count = send(session->host, bytes_front(&session->toHost), session->toHost.length, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    // What the agent had to say about it is still to be read.
    if (count < 0) return;
    bytes_drop(&session->toHost, (size_t)count);
  }
}

static void put_control(struct session *session, enum control control, uint32_t first, uint32_t second) {
  size_t mark = frame_begin(&session->toHost, FRAME_CONTROL, 0, streamId);
  put_u16(&session->toHost, (uint16_t)control);
  if (control == CONTROL_SIGNAL || control == CONTROL_TAKEN) put_u32(&session->toHost, first);
  else {
    put_u16(&session->toHost, (uint16_t)first);
    put_u16(&session->toHost, (uint16_t)second);
  }
  frame_finish(&session->toHost, mark);
}

static void receive_close(struct session *session, struct reader payload) {
  size_t length;
  uint32_t error = read_u32(&payload);
  const char *message = (const char *)read_string(&payload, &length);
  session->closed = true;
  session->exitCode = error ? 1 : (int)read_u32(&payload);
  if (length) {
    bytes_append(&session->output[2], message, length);
    bytes_append(&session->output[2], "\n", 1);
  }
}

static void receive_placed(struct session *session, struct reader payload) {
  uint64_t offset = read_u64(&payload);
  uint32_t length = read_u32(&payload);
  session->placed = placed_read(offset, length);
  if (!session->placed) {
    terminal_set_raw(false);
    fprintf(stderr, "error during connect: read %s: %s\n", LAYERS_DISK, strerror(errno));
    exit(1);
  }
  session->placedBytes = length;
  put_control(session, CONTROL_TAKEN, length, 0);
}

static void receive_control(struct session *session, struct reader payload) {
  switch (read_u16(&payload)) {
    case CONTROL_RAW: terminal_set_raw(read_u8(&payload)); break;
    case CONTROL_PLACED: receive_placed(session, payload); break;
  }
}

static void receive_frame(struct session *session, const struct frame *frame) {
  struct reader payload = reader_over(frame->payload, frame->length);
  const char *refusal;
  size_t length;
  switch (frame->type) {
    case FRAME_HELLO:
      if ((refusal = frame_check_hello(frame))) leave(1, refusal);
      break;
    case FRAME_DATA:
      if (frame->channel == 1 || frame->channel == 2)
        bytes_append(&session->output[frame->channel], frame->payload, frame->length);
      break;
    case FRAME_CREDIT:
      if (frame->channel == 0) session->stdinCredit += read_u32(&payload);
      break;
    case FRAME_CONTROL: receive_control(session, payload); break;
    case FRAME_CLOSE: receive_close(session, payload); break;
    case FRAME_RESET: {
      const char *reason = (const char *)read_string(&payload, &length);
      terminal_set_raw(false);
      fprintf(stderr, "error during connect: %.*s\n", (int)length, reason);
      exit(1);
    }
  }
}

static bool is_placed(const struct frame *frame) {
  struct reader payload = reader_over(frame->payload, frame->length);
  return frame->type == FRAME_CONTROL && read_u16(&payload) == CONTROL_PLACED;
}

static size_t waiting_output(const struct session *session, uint8_t channel) {
  return session->output[channel].length + (channel == 1 ? session->placedBytes : 0);
}

/** Both are mostly one terminal: what was written first must show first. */
static bool is_out_of_turn(const struct session *session, const struct frame *frame) {
  if (is_placed(frame)) return waiting_output(session, 1) || waiting_output(session, 2);
  bool isOutput = frame->type == FRAME_DATA && (frame->channel == 1 || frame->channel == 2);
  return isOutput && (session->placedBytes || session->output[3 - frame->channel].length);
}

static void receive_frames(struct session *session) {
  struct frame frame;
  session->outOfTurn = false;
  while (frame_parse(bytes_front(&session->fromHost), session->fromHost.length, &frame) == FRAME_COMPLETE) {
    if ((session->outOfTurn = is_out_of_turn(session, &frame))) return;
    receive_frame(session, &frame);
    bytes_drop(&session->fromHost, HEADER_BYTES + frame.length);
  }
}

static void receive_from_host(struct session *session) {
  uint8_t *place = bytes_reserve(&session->fromHost, MAX_PAYLOAD_BYTES);
  ssize_t count = recv(session->host, place, MAX_PAYLOAD_BYTES, 0);
  if (count < 0 && errno == EINTR) return;
  if (count <= 0) leave_unconnected();
  bytes_added(&session->fromHost, (size_t)count);
  receive_frames(session);
}

/** Nobody reads: as a program ends that SIGPIPE kills, so that the shell sees 141. */
static _Noreturn void leave_as_by_pipe(void) {
  terminal_set_raw(false);
  signal(SIGPIPE, SIG_DFL);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  raise(SIGPIPE);
  exit(1);
}

/** In the words of Go: 'write /dev/stdout: no space left on device'. */
static _Noreturn void leave_unwritten(int error) {
  const char *reason = strerror(error);
  char message[128];
  snprintf(message, sizeof message, "write /dev/stdout: %c%s", tolower((unsigned char)*reason), reason + 1);
  leave(1, message);
}

static void write_output(struct session *session, uint8_t channel) {
  struct bytes *output = &session->output[channel];
  bool isPlaced = channel == 1 && session->placedBytes;
  size_t length = isPlaced ? session->placedBytes : output->length;
  size_t part = length < session->limit[channel] ? length : session->limit[channel];
  ssize_t count = write(session->sink[channel], isPlaced ? session->placed : bytes_front(output), part);
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count < 0 && errno == EPIPE) leave_as_by_pipe();
  if (count < 0 && channel == 1) leave_unwritten(errno);
  // What stderr does not take is lost, as with Docker's command.
  if (count < 0) count = (ssize_t)part;
  if (isPlaced) {
    // It is not of the credit.
    session->placed += count;
    session->placedBytes -= (size_t)count;
    return;
  }
  bytes_drop(output, (size_t)count);
  session->written[channel] += (uint32_t)count;
  if (session->closed || session->written[channel] < windowBytes / 2) return;
  frame_put_credit(&session->toHost, streamId, channel, session->written[channel]);
  session->written[channel] = 0;
}

/**
 * A regular file takes as much as it is given. A pipe does where writing does not block, which must not be changed for
 * those who share it: it is opened once more.
 */
static void choose_sink(struct session *session, int fd) {
  struct stat status;
  char path[32];
  session->sink[fd] = fd;
  session->limit[fd] = writeBytes;
  session->output[fd].kept = windowBytes;
  if (fstat(fd, &status) < 0) return;
  if (S_ISREG(status.st_mode) || (S_ISCHR(status.st_mode) && !isatty(fd))) session->limit[fd] = windowBytes;
  if (!S_ISFIFO(status.st_mode)) return;
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  int again = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (again < 0) return;
  session->sink[fd] = again;
  session->limit[fd] = windowBytes;
}

static void read_stdin(struct session *session) {
  uint8_t input[32768];
  size_t limit = session->stdinCredit < sizeof input ? session->stdinCredit : sizeof input;
  ssize_t count = read(STDIN_FILENO, input, limit);
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count <= 0) {
    session->stdinEnded = true;
    frame_put(&session->toHost, FRAME_END, 0, streamId, NULL, 0);
    return;
  }
  session->stdinCredit -= (uint32_t)count;
  frame_put(&session->toHost, FRAME_DATA, 0, streamId, input, (size_t)count);
}

static void pass_signal(struct session *session, int signals) {
  struct signalfd_siginfo info;
  if (read(signals, &info, sizeof info) != sizeof info) return;
  if (info.ssi_signo == SIGWINCH) {
    uint16_t rows, columns;
    terminal_size(&rows, &columns);
    put_control(session, CONTROL_RESIZE, rows, columns);
    return;
  }
  if (++session->signalCount == signalsToGiveUp) leave(1, "got 3 SIGTERM/SIGINTs, forcefully exiting");
  put_control(session, CONTROL_SIGNAL, info.ssi_signo, 0);
}

static int catch_signals(void) {
  static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH};
  sigset_t set;
  sigemptyset(&set);
  for (size_t index = 0; index < sizeof caught / sizeof *caught; index++) sigaddset(&set, caught[index]);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &set, SFD_CLOEXEC);
}

/** Waits for whatever comes first, and does it. Descriptors that are not wanted are not looked at. */
static void relay_once(struct session *session, int signals) {
  bool wantsStdin = session->stdinCredit && !session->stdinEnded && !session->closed;
  struct pollfd waits[] = {
    {.fd = session->closed || session->outOfTurn ? -1 : session->host, .events = POLLIN},
    {.fd = signals, .events = POLLIN},
    {.fd = wantsStdin ? STDIN_FILENO : -1, .events = POLLIN},
    {.fd = waiting_output(session, 1) ? session->sink[1] : -1, .events = POLLOUT},
    {.fd = waiting_output(session, 2) ? session->sink[2] : -1, .events = POLLOUT},
  };
  if (poll(waits, sizeof waits / sizeof *waits, -1) < 0) return;
  if (waits[3].revents) write_output(session, 1);
  if (waits[4].revents) write_output(session, 2);
  if (session->outOfTurn) receive_frames(session);
  if (waits[0].revents) receive_from_host(session);
  if (waits[1].revents) pass_signal(session, signals);
  if (waits[2].revents) read_stdin(session);
  if (!session->closed) send_queued(session);
}

int main(int count, char **arguments) {
  (void)count;
  const char *path = getenv("SLIPWAY_CLIENT_SOCKET");
  struct session session = {.host = unix_connect(path ? path : CLIENT_SOCKET)};
  if (session.host < 0) leave_unconnected();
  session.fromHost.kept = session.toHost.kept = windowBytes;
  for (int fd = 1; fd < 3; fd++) choose_sink(&session, fd);
  int signals = catch_signals();
  if (!put_request(&session.toHost, streamId, arguments + 1, placed_open())) leave(126, "docker: argument list too long");
  frame_put_credit(&session.toHost, streamId, 1, windowBytes);
  frame_put_credit(&session.toHost, streamId, 2, windowBytes);
  send_queued(&session);
  while (!session.closed || waiting_output(&session, 1) || waiting_output(&session, 2)) relay_once(&session, signals);
  leave(session.exitCode, NULL);
}
