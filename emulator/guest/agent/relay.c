#include "relay.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "link.h"
#include "loop.h"
#include "own.h"
#include "stream.h"
#include "unix-socket.h"

static const unsigned clientLimit = 256;
static const int retryMs = 100;
/** A client grants the host credit itself. One that grants more than it takes is cut off here. */
static const size_t outputLimitBytes = 512 * 1024;
/** Of one that takes much, kept until it is gone. */
static const size_t keptBytes = 256 * 1024;

/** A connected client. It has one stream at a time. */
struct client {
  struct source source;
  struct bytes input;
  struct bytes output;
  /** To the host, NULL when there is none. */
  struct stream *stream;
  /** What the client calls it. */
  uint32_t streamId;
  bool greeted;
  /** Nothing more is read; what is queued is written, then the connection is closed. */
  bool closing;
};

static void on_connection(struct source *source, uint32_t events);
static void accept_again(struct timer *timer);

static struct source listener = {.fd = -1, .ready = on_connection};
static struct timer retryTimer = {.due = accept_again};
static unsigned clientCount;

static void release(struct client *client) {
  if (client->stream) stream_reset(client->stream, "the client is gone");
  source_watch(&client->source, 0);
  close_fd(&client->source.fd);
  bytes_release(&client->input);
  bytes_release(&client->output);
  free(client);
  clientCount--;
  source_watch(&listener, EPOLLIN);
}

/** Writes what the client takes. False when the client was released. */
static bool flush(struct client *client) {
  while (client->output.length) {
    ssize_t count = send(client->source.fd, bytes_front(&client->output), client->output.length, MSG_DONTWAIT);
    if (count > 0) bytes_drop(&client->output, (size_t)count);
    else if (errno == EAGAIN) break;
    else if (errno != EINTR) {
      release(client);
      return false;
    }
  }
  if (client->closing && !client->output.length) {
    release(client);
    return false;
  }
  // Input waits while the link is full; `ready` of the stream comes when it is not.
  bool full = client->stream && !link_has_room();
  if (full) stream_wait_for_room(client->stream);
  uint32_t events = client->closing || full ? 0 : EPOLLIN;
  source_watch(&client->source, events | (client->output.length ? EPOLLOUT : 0));
  return true;
}

/** Says why, and ends the connection. */
static void refuse(struct client *client, const char *reason) {
  frame_put_reset(&client->output, client->stream ? client->streamId : 0, reason);
  if (client->stream) stream_reset(client->stream, reason);
  client->stream = NULL;
  client->closing = true;
}

static void on_host_frame(struct stream *stream, const struct frame *frame) {
  struct client *client = stream->owner;
  frame_put(&client->output, frame->type, frame->channel, client->streamId, frame->payload, frame->length);
  if (frame->type == FRAME_CLOSE || frame->type == FRAME_RESET) {
    stream_forget(stream);
    client->stream = NULL;
  } else if (client->output.length > outputLimitBytes) {
    refuse(client, "the client takes less than it asks for");
  }
  flush(client);
}

static void on_room(struct stream *stream) {
  flush(stream->owner);
}

static void on_dropped(struct stream *stream) {
  struct client *client = stream->owner;
  client->stream = NULL;
  frame_put_reset(&client->output, client->streamId, "the connection to the host was lost");
  client->closing = true;
  flush(client);
}

static const struct stream_events relayEvents = {.frame = on_host_frame, .ready = on_room, .dropped = on_dropped};

static void relay(struct client *client, const struct frame *frame) {
  bool opening = frame->type == FRAME_OPEN && !client->stream && frame->stream;
  bool known = client->stream && frame->stream == client->streamId;
  bool allowed = frame->type == FRAME_DATA || frame->type == FRAME_END || frame->type == FRAME_CREDIT ||
                 frame->type == FRAME_CONTROL || frame->type == FRAME_RESET;
  if (opening) {
    client->stream = stream_create(&relayEvents, client);
    client->streamId = frame->stream;
  } else if (!known) {
    // Frames that were on their way when the host closed the stream.
    return;
  } else if (!allowed) {
    refuse(client, "unexpected frame");
    return;
  }
  frame_put(link_output(), frame->type, frame->channel, client->stream->id, frame->payload, frame->length);
  if (frame->type != FRAME_RESET) return;
  stream_forget(client->stream);
  client->stream = NULL;
}

static void receive(struct client *client, const struct frame *frame) {
  if (client->greeted) {
    relay(client, frame);
    return;
  }
  const char *refusal = frame_check_hello(frame);
  if (refusal) {
    refuse(client, refusal);
    return;
  }
  client->greeted = true;
  frame_put_hello(&client->output);
}

static void on_ready(struct source *source, uint32_t events) {
  struct client *client = (struct client *)source;
  if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
    size_t space = HEADER_BYTES + MAX_PAYLOAD_BYTES - client->input.length;
    ssize_t count = recv(source->fd, bytes_reserve(&client->input, space), space, MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) {
      release(client);
      return;
    }
    if (count > 0) bytes_added(&client->input, (size_t)count);
  }
  struct frame frame;
  enum frame_result result = FRAME_INCOMPLETE;
  while (!client->closing && (result = frame_parse(bytes_front(&client->input), client->input.length, &frame)) == FRAME_COMPLETE) {
    receive(client, &frame);
    bytes_drop(&client->input, HEADER_BYTES + frame.length);
  }
  if (result == FRAME_LOST && !client->closing) refuse(client, "malformed frame");
  flush(client);
}

static void on_connection(struct source *source, uint32_t events) {
  (void)events;
  if (!link_is_up() || clientCount >= clientLimit) {
    source_watch(source, 0);
    if (clientCount < clientLimit) timer_start(&retryTimer, retryMs);
    return;
  }
  int fd = accept4(source->fd, NULL, NULL, SOCK_CLOEXEC);
  if (fd < 0) return;
  struct client *client = allocate_zeroed(sizeof *client);
  client->source = (struct source){.fd = fd, .ready = on_ready};
  client->input.kept = client->output.kept = keptBytes;
  clientCount++;
  source_watch(&client->source, EPOLLIN);
}

static void accept_again(struct timer *timer) {
  (void)timer;
  source_watch(&listener, EPOLLIN);
}

void relay_listen(const char *path) {
  struct failure failure;
  listener.fd = unix_listen(path, 0666, &failure);
  if (listener.fd < 0) die("%s", failure.message);
  source_watch(&listener, EPOLLIN);
}
