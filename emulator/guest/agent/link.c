#include "link.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "failure.h"
#include "frame.h"
#include "loop.h"
#include "own.h"
#include "stream.h"
#include "unix-socket.h"

/** Above this the agent reads no more from the host and from processes until the host has taken some. */
static const size_t highWaterBytes = 256 * 1024;
/** A whole frame always fits. */
static const size_t inputBytes = HEADER_BYTES + MAX_PAYLOAD_BYTES;
/** A port whose other end is away, or not there yet, is tried again after this. */
static const int retryMs = 50;

static void on_ready(struct source *source, uint32_t events);
static void on_connection(struct source *source, uint32_t events);
static void retry(struct timer *timer);

static struct source connection = {.fd = -1, .ready = on_ready};
static struct source listener = {.fd = -1, .ready = on_connection};
static struct timer retryTimer = {.due = retry};
static const char *portPath;
/** All that comes and goes passes here: giving the memory back after every frame would cost more than copying it. */
static struct bytes input = {.kept = 1 << 18};
static struct bytes output = {.kept = 1 << 19};
static bool up;
/** The framing was lost; everything up to the next HELLO is noise. */
static bool lost;

bool link_is_up(void) {
  return up;
}

struct bytes *link_output(void) {
  return &output;
}

bool link_has_room(void) {
  return output.length < highWaterBytes;
}

static void watch(void) {
  if (connection.fd < 0) return;
  uint32_t events = link_has_room() ? EPOLLIN : 0;
  if (output.length) events |= EPOLLOUT;
  source_watch(&connection, events);
}

/** The connection is over, or was not there yet; with it go its streams. */
static void (*whenReset)(void);

void link_when_reset(void (*reset)(void)) {
  whenReset = reset;
}

static void drop_all(void) {
  streams_drop_all();
  if (whenReset) whenReset();
}

static void disconnect(void) {
  source_watch(&connection, 0);
  close_fd(&connection.fd);
  up = false;
  lost = false;
  drop_all();
  bytes_release(&input);
  bytes_release(&output);
  if (portPath) timer_start(&retryTimer, retryMs);
  else source_watch(&listener, EPOLLIN);
}

static void receive(const struct frame *frame) {
  if (frame->type == FRAME_HELLO || !up) {
    const char *refusal = frame_check_hello(frame);
    drop_all();
    bytes_drop(&output, output.length);
    up = !refusal;
    if (up) frame_put_hello(&output);
    else frame_put_reset(&output, 0, refusal);
  } else if (frame->stream != 0) {
    streams_receive(frame);
  } else if (frame->type != FRAME_RESET) {
    frame_put_reset(&output, 0, "only HELLO and RESET have no stream");
  }
}

static void receive_input(void) {
  while (input.length && link_has_room()) {
    if (lost) frame_seek_hello(&input);
    struct frame frame;
    switch (frame_parse(bytes_front(&input), input.length, &frame)) {
      case FRAME_INCOMPLETE: return;
      case FRAME_LOST:
        if (!lost) frame_put_reset(&output, 0, "malformed frame");
        lost = true;
        bytes_drop(&input, 1);
        break;
      case FRAME_COMPLETE: {
        size_t length = HEADER_BYTES + frame.length;
        lost = false;
        receive(&frame);
        bytes_drop(&input, length);
        break;
      }
    }
  }
}

static void on_ready(struct source *source, uint32_t events) {
  if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR))) return;
  // The port gives a page at a time: asking the loop after each would cost more than reading it.
  bool over = false;
  while (!over && input.length < inputBytes) {
    ssize_t count = read(source->fd, bytes_reserve(&input, inputBytes - input.length), inputBytes - input.length);
    if (count > 0) bytes_added(&input, (size_t)count);
    else if (count < 0 && errno == EAGAIN) break;
    else over = count == 0 || errno != EINTR;
  }
  receive_input();
  if (over) disconnect();
}

/** Writes what the other side takes. False when the connection turned out to be over. */
static bool write_output(void) {
  while (output.length) {
    ssize_t count = write(connection.fd, bytes_front(&output), output.length);
    if (count > 0) bytes_drop(&output, (size_t)count);
    else if (errno == EAGAIN) return true;
    else if (errno != EINTR) return false;
  }
  return true;
}

void link_flush(void) {
  if (connection.fd < 0) return;
  for (;;) {
    bool hadRoom = link_has_room();
    if (!write_output()) {
      disconnect();
      return;
    }
    // Senders that waited for room, and input that did.
    if (!hadRoom && link_has_room()) {
      streams_resume();
      receive_input();
    }
    if (!output.length || hadRoom) break;
    if (!link_has_room()) break;
  }
  watch();
}

static void connect_to(int fd) {
  connection.fd = fd;
  watch();
}

static void retry(struct timer *timer) {
  int fd = open(portPath, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) timer_start(timer, retryMs);
  else connect_to(fd);
}

void link_use_port(const char *path) {
  portPath = path;
  retry(&retryTimer);
}

static void on_connection(struct source *source, uint32_t events) {
  (void)events;
  int fd = accept4(source->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd < 0) return;
  source_watch(source, 0);
  connect_to(fd);
}

void link_use_socket(const char *path) {
  struct failure failure;
  listener.fd = unix_listen(path, 0600, &failure);
  if (listener.fd < 0) die("%s", failure.message);
  source_watch(&listener, EPOLLIN);
}
