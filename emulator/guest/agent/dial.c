#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "dial.h"
#include "flow.h"
#include "container.h"
#include "network.h"
#include "own.h"
#include "places.h"

/** A TCP connection made for the host. */
struct dial {
  struct source connecting;
  struct stream *stream;
  struct inlet input;
  struct outlet output;
  char target[96];
};

static void release(struct dial *dial) {
  source_watch(&dial->connecting, 0);
  close_fd(&dial->connecting.fd);
  inlet_stop(&dial->input);
  outlet_stop(&dial->output);
  free(dial);
}

/** Both directions have ended. */
static void close_when_over(struct dial *dial) {
  if (!dial->output.over || dial->input.source.fd >= 0) return;
  stream_close(dial->stream, NULL, 0);
  release(dial);
}

static void on_output_over(struct outlet *outlet) {
  close_when_over(outlet->owner);
}

static void on_data(struct stream *stream, uint8_t channel, const uint8_t *bytes, size_t count) {
  (void)channel;
  inlet_data(&((struct dial *)stream->owner)->input, bytes, count);
}

static void on_end(struct stream *stream, uint8_t channel) {
  (void)channel;
  inlet_end(&((struct dial *)stream->owner)->input);
}

static void on_ready(struct stream *stream) {
  outlet_ready(&((struct dial *)stream->owner)->output);
}

static void on_dropped(struct stream *stream) {
  release(stream->owner);
}

static const struct stream_events connectedEvents = {
  .data = on_data, .end = on_end, .ready = on_ready, .dropped = on_dropped};
static const struct stream_events connectingEvents = {.dropped = on_dropped};

static void on_input_closed(struct inlet *inlet) {
  close_when_over(inlet->owner);
}

static void on_connected(struct source *source, uint32_t events) {
  (void)events;
  struct dial *dial = (struct dial *)source;
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(source->fd, SOL_SOCKET, SO_ERROR, &error, &length);
  source_watch(source, 0);
  if (error) {
    struct failure failure;
    fail(&failure, error, "connect to %s", dial->target);
    stream_fail(dial->stream, &failure);
    release(dial);
    return;
  }
  stream_serve(dial->stream, &connectedEvents, dial);
  stream_started(dial->stream, 0);
  int fd = take_fd(&source->fd);
  dial->input.isSocket = true;
  dial->input.on_closed = on_input_closed;
  dial->input.owner = dial;
  inlet_start(&dial->input, dial->stream, 0, dup_fd(fd));
  dial->output.owner = dial;
  dial->output.on_over = on_output_over;
  outlet_start(&dial->output, dial->stream, 1, fd);
}

static bool parse_target(const char *host, uint16_t port, struct sockaddr_storage *address, socklen_t *length) {
  memset(address, 0, sizeof *address);
  struct sockaddr_in *four = (struct sockaddr_in *)address;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)address;
  if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(port);
    *length = sizeof *four;
    return true;
  }
  if (inet_pton(AF_INET6, host, &six->sin6_addr) != 1) return false;
  six->sin6_family = AF_INET6;
  six->sin6_port = htons(port);
  *length = sizeof *six;
  return true;
}

int connect_address(const char *id, const char *host, uint16_t port, int type, struct failure *failure) {
  struct sockaddr_storage address;
  socklen_t length;
  path_text namespace;
  const struct container *container = *id ? container_find(id) : NULL;
  int refusal = *id && (!container || container->state != CONTAINER_RUNNING) ? ESRCH : 0;
  if (!refusal && !parse_target(host, port, &address, &length)) refusal = EINVAL;
  if (refusal) {
    fail(failure, refusal, "connect to %.64s:%u", host, port);
    return -1;
  }
  // Through its process: right for every network mode.
  if (container) format_path(namespace, "/proc/%d/ns/net", container->process.child.pid);
  OWN_FD fd = network_socket(container ? namespace : NULL, address.ss_family, type, failure);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&address, length) < 0 && errno != EINPROGRESS) {
    fail(failure, errno, "connect to %.64s:%u", host, port);
    return -1;
  }
  return take_fd(&fd);
}

void dial_address(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *id = read_text(arguments);
  const char *host = read_text(arguments);
  uint16_t port = read_u16(arguments);
  int fd = connect_address(id, host, port, SOCK_STREAM, &failure);
  if (fd < 0) {
    stream_fail(stream, &failure);
    return;
  }
  struct dial *dial = allocate_zeroed(sizeof *dial);
  dial->stream = stream;
  dial->connecting = (struct source){.fd = fd, .ready = on_connected};
  dial->input.source.fd = -1;
  dial->output.source.fd = -1;
  snprintf(dial->target, sizeof dial->target, "%.64s:%u", host, port);
  stream_serve(stream, &connectingEvents, dial);
  source_watch(&dial->connecting, EPOLLOUT);
}
