#include "tcp-relay.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "bytes.h"
#include "failure.h"
#include "loop.h"
#include "own.h"

static const unsigned relayLimit = 1024;
/** How long connections outlive the container: its last bytes are in the sockets already. */
static const int endingMs = 1000;

struct relay;

/** One of the two connections, and what is still to be written to it. */
struct side {
  struct source source;
  struct relay *relay;
  struct side *other;
  /** At most one read of the other side. */
  struct bytes queue;
  /** It sends no more. */
  bool ended;
  /** It was told that the other side sends no more. */
  bool told;
};

struct relay {
  struct side client;
  struct side container;
  bool connecting;
  const void *owner;
  struct timer ending;
  struct relay *previous, *next;
};

static struct relay *relays;
static unsigned relayCount;

bool tcp_relays_full(void) {
  return relayCount >= relayLimit;
}

static void release_side(struct side *side) {
  source_watch(&side->source, 0);
  close_fd(&side->source.fd);
  bytes_release(&side->queue);
}

static void release(struct relay *relay) {
  timer_stop(&relay->ending);
  release_side(&relay->client);
  release_side(&relay->container);
  if (relay->previous) relay->previous->next = relay->next;
  else relays = relay->next;
  if (relay->next) relay->next->previous = relay->previous;
  relayCount--;
  free(relay);
}

/** Writes what is queued for the side. False when it takes nothing ever again. */
static bool flush(struct side *side) {
  while (side->queue.length) {
    ssize_t count = send(side->source.fd, bytes_front(&side->queue), side->queue.length, MSG_NOSIGNAL);
    if (count > 0) bytes_drop(&side->queue, (size_t)count);
    else if (errno == EAGAIN) return true;
    else if (errno != EINTR) return false;
  }
  // The queue's memory is for those that are slow now, not for all that ever were.
  bytes_release(&side->queue);
  if (side->other->ended && !side->told) {
    side->told = true;
    shutdown(side->source.fd, SHUT_WR);
  }
  return true;
}

/** One read from the side to the other one, which has nothing queued. False when the connection is broken. */
static bool pass_on(struct side *side) {
  static uint8_t chunk[32768];
  ssize_t count = recv(side->source.fd, chunk, sizeof chunk, 0);
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  struct side *other = side->other;
  if (count == 0) {
    side->ended = true;
    return flush(other);
  }
  ssize_t sent = send(other->source.fd, chunk, (size_t)count, MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
  if (sent < 0) sent = 0;
  if (sent < count) bytes_append(&other->queue, chunk + sent, (size_t)(count - sent));
  return true;
}

static void watch(struct side *side) {
  bool reads = !side->ended && !side->other->queue.length;
  source_watch(&side->source, (reads ? EPOLLIN : 0) | (side->queue.length ? EPOLLOUT : 0));
}

/** Waits for what can happen next; releases a relay where nothing can. */
static void go_on(struct relay *relay) {
  if (relay->client.told && relay->container.told) {
    release(relay);
    return;
  }
  watch(&relay->client);
  watch(&relay->container);
}

static bool finish_connecting(struct relay *relay) {
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(relay->container.source.fd, SOL_SOCKET, SO_ERROR, &error, &length);
  relay->connecting = false;
  return !error;
}

static void on_ready(struct source *source, uint32_t events) {
  struct side *side = (struct side *)source;
  struct relay *relay = side->relay;
  bool fine = relay->connecting ? finish_connecting(relay) : true;
  if (fine && (events & EPOLLOUT)) fine = flush(side);
  bool reads = !side->ended && !side->other->queue.length;
  if (fine && reads && (events & (EPOLLIN | EPOLLHUP | EPOLLERR))) fine = pass_on(side);
  // Broken, and nothing else would be told of it: the wait would report the same again and again.
  else if (fine && !reads && (events & EPOLLERR)) fine = false;
  if (fine) go_on(relay);
  else release(relay);
}

static void on_ending(struct timer *timer) {
  release((struct relay *)((char *)timer - offsetof(struct relay, ending)));
}

static void prepare(struct side *side, struct relay *relay, struct side *other, int fd) {
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  *side = (struct side){.source = {.fd = fd, .ready = on_ready}, .relay = relay, .other = other};
}

void tcp_relay_start(int client, const struct sockaddr_in *target, const void *owner) {
  OWN_FD accepted = client;
  OWN_FD fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return;
  // A container that does not listen ends the client's connection, as docker-proxy does it.
  if (connect(fd, (const struct sockaddr *)target, sizeof *target) < 0 && errno != EINPROGRESS) return;
  struct relay *relay = allocate_zeroed(sizeof *relay);
  prepare(&relay->client, relay, &relay->container, take_fd(&accepted));
  prepare(&relay->container, relay, &relay->client, take_fd(&fd));
  relay->connecting = true;
  relay->owner = owner;
  relay->ending.due = on_ending;
  relay->next = relays;
  if (relays) relays->previous = relay;
  relays = relay;
  relayCount++;
  source_watch(&relay->container.source, EPOLLOUT);
}

void tcp_relays_end(const void *owner) {
  for (struct relay *relay = relays; relay; relay = relay->next) {
    if (relay->owner != owner) continue;
    relay->owner = NULL;
    timer_start(&relay->ending, endingMs);
  }
}
