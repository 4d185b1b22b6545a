#include "exchange.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "dial.h"
#include "loop.h"
#include "own.h"

/** What fits in a frame beside the rest of it, and more than any datagram that is sent over UDP and IPv4 holds. */
#define DATAGRAM_BYTES 65507
static const unsigned exchangeLimit = 256;
static unsigned exchangeCount;

struct exchange {
  struct source answer;
  struct timer patience;
  struct stream *stream;
};

static void release(struct exchange *exchange) {
  timer_stop(&exchange->patience);
  source_watch(&exchange->answer, 0);
  close_fd(&exchange->answer.fd);
  free(exchange);
  exchangeCount--;
}

static void give_up(struct exchange *exchange, int error) {
  struct failure failure;
  fail(&failure, error, "exchange datagrams");
  stream_fail(exchange->stream, &failure);
  release(exchange);
}

static void on_answer(struct source *source, uint32_t events) {
  (void)events;
  static uint8_t bytes[4 + DATAGRAM_BYTES];
  struct exchange *exchange = (struct exchange *)source;
  ssize_t length = recv(source->fd, bytes + 4, DATAGRAM_BYTES, MSG_DONTWAIT);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
  // What ICMP told of the one sent: ECONNREFUSED, EHOSTUNREACH.
  if (length < 0) return give_up(exchange, errno);
  for (int index = 0; index < 4; index++) bytes[index] = (uint8_t)((size_t)length >> (8 * index));
  stream_close(exchange->stream, bytes, 4 + (size_t)length);
  release(exchange);
}

static void on_late(struct timer *timer) {
  give_up((struct exchange *)((char *)timer - offsetof(struct exchange, patience)), ETIMEDOUT);
}

static void on_dropped(struct stream *stream) {
  release(stream->owner);
}

static const struct stream_events exchangeEvents = {.dropped = on_dropped};

void exchange_datagrams(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  size_t length;
  const char *id = read_text(arguments);
  const char *host = read_text(arguments);
  uint16_t port = read_u16(arguments);
  uint32_t timeoutMs = read_u32(arguments);
  const uint8_t *datagram = read_string(arguments, &length);
  OWN_FD fd = -1;
  if (exchangeCount >= exchangeLimit) fail(&failure, EAGAIN, "exchange datagrams");
  else fd = connect_address(id, host, port, SOCK_DGRAM, &failure);
  if (fd >= 0 && send(fd, datagram, length, MSG_DONTWAIT) < 0) {
    fail(&failure, errno, "send to %.64s:%u", host, port);
    close_fd(&fd);
  }
  if (fd < 0) {
    stream_fail(stream, &failure);
    return;
  }
  struct exchange *exchange = allocate_zeroed(sizeof *exchange);
  exchangeCount++;
  exchange->stream = stream;
  exchange->answer = (struct source){.fd = take_fd(&fd), .ready = on_answer};
  exchange->patience.due = on_late;
  stream_serve(stream, &exchangeEvents, exchange);
  source_watch(&exchange->answer, EPOLLIN);
  timer_start(&exchange->patience, timeoutMs);
}
