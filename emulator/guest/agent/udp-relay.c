#include "udp-relay.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "failure.h"
#include "own.h"

/** Docker's: a client that is silent for so long is a new one when it comes back. */
static const int idleMs = 90000;
static const int sweepMs = 30000;
/** Clients of one port; the one that was silent the longest makes room. */
static const unsigned sessionLimit = 256;

static uint8_t datagram[65536];

/** A client, by its address, and the socket that stands for it before the container. */
struct udp_session {
  struct source source;
  struct udp_relay *relay;
  struct sockaddr_in client;
  int64_t usedMs;
  struct udp_session *next;
};

static void release(struct udp_session **at) {
  struct udp_session *session = *at;
  *at = session->next;
  session->relay->sessionCount--;
  source_watch(&session->source, 0);
  close_fd(&session->source.fd);
  free(session);
}

static void on_answer(struct source *source, uint32_t events) {
  (void)events;
  struct udp_session *session = (struct udp_session *)source;
  // An error is the container's refusal of an earlier datagram; reading it clears it.
  ssize_t count = recv(source->fd, datagram, sizeof datagram, 0);
  if (count < 0) return;
  session->usedMs = now_ms();
  sendto(session->relay->listener.fd, datagram, (size_t)count, MSG_NOSIGNAL, (struct sockaddr *)&session->client,
         sizeof session->client);
}

static void make_room(struct udp_relay *relay) {
  if (relay->sessionCount < sessionLimit) return;
  struct udp_session **oldest = &relay->sessions;
  for (struct udp_session **at = &relay->sessions; *at; at = &(*at)->next)
    if ((*at)->usedMs < (*oldest)->usedMs) oldest = at;
  release(oldest);
}

static struct udp_session *add_session(struct udp_relay *relay, const struct sockaddr_in *client) {
  make_room(relay);
  OWN_FD fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&relay->target, sizeof relay->target) < 0) return NULL;
  struct udp_session *session = allocate_zeroed(sizeof *session);
  session->source = (struct source){.fd = take_fd(&fd), .ready = on_answer};
  session->relay = relay;
  session->client = *client;
  session->next = relay->sessions;
  relay->sessions = session;
  if (!relay->sessionCount++) timer_start(&relay->sweep, sweepMs);
  source_watch(&session->source, EPOLLIN);
  return session;
}

static bool is_from(const struct udp_session *session, const struct sockaddr_in *client) {
  return session->client.sin_port == client->sin_port && session->client.sin_addr.s_addr == client->sin_addr.s_addr;
}

static void on_datagram(struct source *source, uint32_t events) {
  (void)events;
  struct udp_relay *relay = (struct udp_relay *)source;
  struct sockaddr_in client;
  socklen_t length = sizeof client;
  ssize_t count = recvfrom(source->fd, datagram, sizeof datagram, 0, (struct sockaddr *)&client, &length);
  if (count < 0) return;
  struct udp_session *session = relay->sessions;
  while (session && !is_from(session, &client)) session = session->next;
  if (!session) session = add_session(relay, &client);
  if (!session) return;
  session->usedMs = now_ms();
  // What the container does not take at once is lost, as datagrams are.
  send(session->source.fd, datagram, (size_t)count, MSG_NOSIGNAL);
}

static void on_sweep(struct timer *timer) {
  struct udp_relay *relay = (struct udp_relay *)((char *)timer - offsetof(struct udp_relay, sweep));
  int64_t oldestMs = now_ms() - idleMs;
  for (struct udp_session **at = &relay->sessions; *at;)
    if ((*at)->usedMs < oldestMs) release(at);
    else at = &(*at)->next;
  if (relay->sessionCount) timer_start(timer, sweepMs);
}

void udp_relay_start(struct udp_relay *relay, int fd, const struct sockaddr_in *target) {
  *relay = (struct udp_relay){
    .listener = {.fd = fd, .ready = on_datagram}, .target = *target, .sweep = {.due = on_sweep}};
  source_watch(&relay->listener, EPOLLIN);
}

void udp_relay_stop(struct udp_relay *relay) {
  timer_stop(&relay->sweep);
  while (relay->sessions) release(&relay->sessions);
  source_watch(&relay->listener, 0);
  close_fd(&relay->listener.fd);
}
