#include "flow.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "own.h"

/** What an inlet grants: enough to keep a pipe full while CREDIT is on its way. */
static const uint32_t windowBytes = 65536;

static void pump(struct outlet *outlet);

static void on_readable(struct source *source, uint32_t events) {
  (void)events;
  pump((struct outlet *)source);
}

void outlet_start(struct outlet *outlet, struct stream *stream, uint8_t channel, int fd) {
  outlet->source = (struct source){.fd = fd, .ready = on_readable};
  outlet->stream = stream;
  outlet->channel = channel;
  pump(outlet);
}

void outlet_stop(struct outlet *outlet) {
  if (outlet->over) return;
  outlet->over = true;
  source_watch(&outlet->source, 0);
  close_fd(&outlet->source.fd);
}

static void finish(struct outlet *outlet) {
  outlet_stop(outlet);
  stream_end(outlet->stream, outlet->channel);
  if (outlet->on_over) outlet->on_over(outlet);
}

static void pump(struct outlet *outlet) {
  do {
    size_t limit = stream_sendable(outlet->stream, outlet->channel);
    if (!limit) {
      source_watch(&outlet->source, 0);
      return;
    }
    ssize_t count = stream_send_from(outlet->stream, outlet->channel, outlet->source.fd, limit);
    // A pty whose last process is gone reads as EIO.
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) {
      finish(outlet);
      return;
    }
    if (count < 0 && errno == EAGAIN && outlet->draining) {
      finish(outlet);
      return;
    }
  } while (outlet->draining);
  source_watch(&outlet->source, EPOLLIN);
}

void outlet_ready(struct outlet *outlet) {
  if (outlet->stream && !outlet->over && !outlet->source.watched) pump(outlet);
}

void outlet_drain(struct outlet *outlet) {
  if (outlet->over) return;
  outlet->draining = true;
  pump(outlet);
}

static void grant_taken(struct inlet *inlet) {
  if (inlet->ended || inlet->taken < windowBytes / 2) return;
  stream_grant(inlet->stream, inlet->channel, inlet->taken);
  inlet->taken = 0;
}

static void close_inlet(struct inlet *inlet) {
  source_watch(&inlet->source, 0);
  if (inlet->isSocket && inlet->source.fd >= 0) shutdown(inlet->source.fd, SHUT_WR);
  close_fd(&inlet->source.fd);
  inlet->taken += (uint32_t)inlet->queue.length;
  bytes_release(&inlet->queue);
  grant_taken(inlet);
  if (inlet->on_closed) inlet->on_closed(inlet);
}

/** Writes what is queued. May release the inlet. */
static void drain(struct inlet *inlet) {
  while (inlet->queue.length) {
    ssize_t count = write(inlet->source.fd, bytes_front(&inlet->queue), inlet->queue.length);
    if (count > 0) {
      bytes_drop(&inlet->queue, (size_t)count);
      inlet->taken += (uint32_t)count;
    } else if (errno == EAGAIN) {
      source_watch(&inlet->source, EPOLLOUT);
      grant_taken(inlet);
      return;
    } else if (errno != EINTR) {
      inlet->broken = true;
      close_inlet(inlet);
      return;
    }
  }
  source_watch(&inlet->source, 0);
  grant_taken(inlet);
  if (inlet->ended) close_inlet(inlet);
}

static void on_writable(struct source *source, uint32_t events) {
  (void)events;
  drain((struct inlet *)source);
}

void inlet_start(struct inlet *inlet, struct stream *stream, uint8_t channel, int fd) {
  inlet->source = (struct source){.fd = fd, .ready = on_writable};
  inlet->stream = stream;
  inlet->channel = channel;
  stream_grant(stream, channel, windowBytes);
}

void inlet_data(struct inlet *inlet, const uint8_t *bytes, size_t count) {
  if (inlet->broken) {
    inlet->taken += (uint32_t)count;
    grant_taken(inlet);
    return;
  }
  bytes_append(&inlet->queue, bytes, count);
  // While EPOLLOUT is awaited another try would be in vain.
  if (!inlet->source.watched) drain(inlet);
}

void inlet_end(struct inlet *inlet) {
  inlet->ended = true;
  if (!inlet->queue.length) close_inlet(inlet);
}

void inlet_stop(struct inlet *inlet) {
  if (inlet->source.fd < 0) return;
  source_watch(&inlet->source, 0);
  close_fd(&inlet->source.fd);
  bytes_release(&inlet->queue);
}
