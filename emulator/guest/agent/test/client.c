#include "client.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unix-socket.h"
#include "check.h"

static pid_t agent;
static const char *path;
static int host = -1;
static struct bytes output, input;
static size_t consumed;

void client_connect(void) {
  const struct timeval patience = {.tv_sec = 10};
  for (int tries = 500; host < 0 && tries; tries--) {
    host = unix_connect(path);
    if (host < 0) usleep(10000);
  }
  CHECK(host >= 0);
  setsockopt(host, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

void client_disconnect(void) {
  close(host);
  host = -1;
  consumed = 0;
  bytes_release(&input);
  bytes_release(&output);
}

void client_start(const char *program, const char *socketPath) {
  path = socketPath;
  unlink(path);
  agent = fork();
  if (agent == 0) {
    // A failed check must not leave it behind.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    // Whoever runs the tests may ignore it, and a shell cannot trap what it inherits as ignored.
    signal(SIGHUP, SIG_DFL);
    execl(program, program, "--serve", path, NULL);
    _exit(127);
  }
  client_connect();
}

void client_stop(void) {
  int status;
  CHECK(waitpid(agent, &status, WNOHANG) == 0);
  kill(agent, SIGTERM);
  waitpid(agent, &status, 0);
}

struct bytes *client_output(void) {
  return &output;
}

void client_send(void) {
  while (output.length) {
    ssize_t count = send(host, bytes_front(&output), output.length, MSG_NOSIGNAL);
    CHECK(count > 0);
    bytes_drop(&output, (size_t)count);
  }
}

struct frame client_receive(void) {
  struct frame frame;
  client_send();
  bytes_drop(&input, consumed);
  while (frame_parse(bytes_front(&input), input.length, &frame) != FRAME_COMPLETE) {
    ssize_t count = recv(host, bytes_reserve(&input, MAX_PAYLOAD_BYTES), MAX_PAYLOAD_BYTES, 0);
    CHECK(count > 0);
    bytes_added(&input, (size_t)count);
  }
  consumed = HEADER_BYTES + frame.length;
  return frame;
}

struct frame client_expect(enum frame_type type, uint32_t stream) {
  struct frame frame = client_receive();
  // CREDIT that crossed the CLOSE of an earlier stream is answered so.
  while (type != FRAME_RESET && frame.type == FRAME_RESET && frame.stream != stream) frame = client_receive();
  if (frame.type != type || frame.stream != stream)
    fprintf(stderr, "frame of type %d on stream %u, not %d on %u\n", frame.type, frame.stream, type, stream);
  CHECK(frame.type == type && frame.stream == stream);
  return frame;
}

struct frame client_expect_opened(enum operation operation) {
  struct frame frame = client_receive();
  while (frame.type == FRAME_RESET) frame = client_receive();
  CHECK(frame.type == FRAME_OPEN && frame.stream % 2 == 0 && frame.length >= 2 && frame.payload[0] == operation);
  return frame;
}

struct frame client_collect(uint32_t stream, uint8_t channel, struct bytes *data) {
  for (;;) {
    struct frame frame = client_receive();
    if (frame.stream != stream) continue;
    if (frame.type == FRAME_CLOSE) return frame;
    if (frame.type != FRAME_DATA || frame.channel != channel) continue;
    bytes_append(data, frame.payload, frame.length);
    frame_put_credit(&output, stream, channel, frame.length);
  }
}

void client_hello(void) {
  frame_put_hello(&output);
  struct frame frame = client_expect(FRAME_HELLO, 0);
  CHECK(frame_check_hello(&frame) == NULL);
}

size_t client_open(uint32_t stream, enum operation operation) {
  size_t mark = frame_begin(&output, FRAME_OPEN, 0, stream);
  put_u16(&output, (uint16_t)operation);
  return mark;
}

void client_spawn(uint32_t stream, const char *script) {
  size_t mark = client_open(stream, OPERATION_SPAWN);
  put_u32(&output, 3);
  put_text(&output, "sh");
  put_text(&output, "-c");
  put_text(&output, script);
  put_u32(&output, 1);
  put_text(&output, "GREETING=hello");
  put_text(&output, "/");
  put_u8(&output, 0);
  put_u32(&output, 0);
  frame_finish(&output, mark);
}

uint32_t client_exit_code(const struct frame *close) {
  struct reader reader = reader_over(close->payload, close->length);
  size_t length;
  CHECK(read_u32(&reader) == 0);
  read_string(&reader, &length);
  uint32_t code = read_u32(&reader);
  read_u8(&reader);
  CHECK(reader_done(&reader));
  return code;
}
