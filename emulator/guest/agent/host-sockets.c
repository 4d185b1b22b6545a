#include "host-sockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "flow.h"
#include "link.h"
#include "network.h"
#include "own.h"
#include "places.h"
#include "unix-socket.h"

/** A client that wants more waits in the listener's queue. */
static const unsigned connectionLimit = 256;
/** How long a client waits for a host that is not there yet, before the next look. */
static const int retryMs = 100;

struct connection {
  struct stream *stream;
  /** From the client to the host, channel 0. */
  struct outlet request;
  /** From the host to the client, channel 1. */
  struct inlet response;
  /** Tells when the client is gone altogether, even while no credit lets the agent read. */
  struct source hangup;
  /** It is gone, but what it sent before is still on its way. */
  bool gone;
};

static void on_connection(struct source *source, uint32_t events);
static void accept_again(struct timer *timer);

static struct source apiListener = {.fd = -1, .ready = on_connection};
static struct source mirrorListener = {.fd = -1, .ready = on_connection};
static struct timer retryTimer = {.due = accept_again};
static unsigned connectionCount;

static void watch_listeners(void) {
  if (apiListener.fd >= 0) source_watch(&apiListener, EPOLLIN);
  if (mirrorListener.fd >= 0) source_watch(&mirrorListener, EPOLLIN);
}

static void release(struct connection *connection) {
  source_watch(&connection->hangup, 0);
  close_fd(&connection->hangup.fd);
  outlet_stop(&connection->request);
  inlet_stop(&connection->response);
  free(connection);
  connectionCount--;
  watch_listeners();
}

static void on_data(struct stream *stream, uint8_t channel, const uint8_t *bytes, size_t count) {
  (void)channel;
  inlet_data(&((struct connection *)stream->owner)->response, bytes, count);
}

static void on_end(struct stream *stream, uint8_t channel) {
  struct connection *connection = stream->owner;
  if (channel == 1) inlet_end(&connection->response);
}

static void on_ready(struct stream *stream) {
  outlet_ready(&((struct connection *)stream->owner)->request);
}

/** The rest of the response may not have been taken by the client yet: it is, then the connection is closed. */
static void on_closed(struct stream *stream) {
  struct connection *connection = stream->owner;
  connection->stream = NULL;
  outlet_stop(&connection->request);
  if (connection->response.queue.length && !connection->response.broken) inlet_end(&connection->response);
  else release(connection);
}

static void on_dropped(struct stream *stream) {
  release(stream->owner);
}

static const struct stream_events connectionEvents = {
  .data = on_data, .end = on_end, .ready = on_ready, .closed = on_closed, .dropped = on_dropped};

static void give_up(struct connection *connection) {
  if (connection->stream) stream_reset(connection->stream, "the client closed the connection");
  release(connection);
}

static void on_response_closed(struct inlet *response) {
  struct connection *connection = response->owner;
  if (!connection->stream) release(connection);
}

static void on_request_over(struct outlet *request) {
  struct connection *connection = request->owner;
  if (connection->gone) give_up(connection);
}

static void on_hangup(struct source *source, uint32_t events) {
  (void)events;
  struct connection *connection = (struct connection *)((char *)source - offsetof(struct connection, hangup));
  source_watch(source, 0);
  // Both directions were ended, one by either side: the host's CLOSE is on its way.
  if (connection->response.ended) return;
  char byte;
  bool unread = recv(source->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
  connection->gone = unread && !connection->request.over && connection->stream && connection->stream->window[0];
  if (!connection->gone) give_up(connection);
}

static void serve(int fd, unsigned operation) {
  struct connection *connection = allocate_zeroed(sizeof *connection);
  connectionCount++;
  connection->stream = stream_open(operation, &connectionEvents, connection);
  connection->response.isSocket = true;
  connection->response.owner = connection;
  connection->response.on_closed = on_response_closed;
  connection->hangup = (struct source){.fd = dup_fd(fd), .ready = on_hangup};
  // EPOLLHUP is reported without being asked for.
  source_watch(&connection->hangup, EPOLLERR);
  connection->request.owner = connection;
  connection->request.on_over = on_request_over;
  inlet_start(&connection->response, connection->stream, 1, dup_fd(fd));
  outlet_start(&connection->request, connection->stream, 0, fd);
}

static void on_connection(struct source *source, uint32_t events) {
  (void)events;
  if (!link_is_up() || connectionCount >= connectionLimit) {
    source_watch(source, 0);
    if (connectionCount < connectionLimit) timer_start(&retryTimer, retryMs);
    return;
  }
  int fd = accept4(source->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd >= 0) serve(fd, source == &apiListener ? OPERATION_API : OPERATION_MIRROR);
}

static void accept_again(struct timer *timer) {
  (void)timer;
  watch_listeners();
}

void api_socket_listen(const char *path) {
  struct failure failure;
  apiListener.fd = unix_listen(path, 0660, &failure);
  if (apiListener.fd < 0) die("%s", failure.message);
  watch_listeners();
}

bool mirror_listen(struct failure *failure) {
  OWN_FD fd = network_socket(NULL, AF_INET, SOCK_STREAM, failure);
  if (fd < 0) return false;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(80), .sin_addr.s_addr = inet_addr(MIRROR_ADDRESS)};
  int on = 1;
  // Port 80 of all addresses may still be published.
  setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 128) < 0)
    return fail(failure, errno, "listen at " MIRROR_ADDRESS ":80");
  mirrorListener.fd = take_fd(&fd);
  watch_listeners();
  return true;
}
