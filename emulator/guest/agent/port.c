#include "port.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "loop.h"
#include "own.h"
#include "places.h"
#include "tcp-relay.h"
#include "udp-relay.h"

/** Connections that wait for `accept`. */
static const int backlog = 1024;
/** Before another try where there are no descriptors, or too many connections. */
static const int retryMs = 50;

struct port {
  char containerId[65];
  int protocol;
  /** Where it is published. */
  struct sockaddr_in address;
  struct sockaddr_in target;
  /** TCP */
  struct source listener;
  struct udp_relay udp;
  struct port *next;
};

static struct port *ports;

static void accept_again(struct timer *timer) {
  (void)timer;
  for (struct port *port = ports; port; port = port->next)
    if (port->protocol == IPPROTO_TCP) source_watch(&port->listener, EPOLLIN);
}

static struct timer retryTimer = {.due = accept_again};

static struct port *port_of(struct source *listener) {
  return (struct port *)((char *)listener - offsetof(struct port, listener));
}

static void on_connection(struct source *source, uint32_t events) {
  (void)events;
  struct port *port = port_of(source);
  int fd = tcp_relays_full() ? -1 : accept4(source->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd >= 0) {
    tcp_relay_start(fd, &port->target, port);
  } else if (tcp_relays_full() || errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
    source_watch(source, 0);
    timer_start(&retryTimer, retryMs);
  }
}

/** The kernel does not tell: with SO_REUSEPORT it lets the agent have a port twice. */
static bool is_published(const struct sockaddr_in *address, int protocol) {
  for (struct port *port = ports; port; port = port->next) {
    in_addr_t one = port->address.sin_addr.s_addr, other = address->sin_addr.s_addr;
    if (port->protocol == protocol && port->address.sin_port == address->sin_port &&
        (one == other || one == htonl(INADDR_ANY) || other == htonl(INADDR_ANY)))
      return true;
  }
  return false;
}

/** A socket bound to where the port is published; the words of a failure are Go's, which dockerd passes on. */
static int listen_at(const struct sockaddr_in *address, int protocol, struct failure *failure) {
  const int on = 1;
  bool tcp = protocol == IPPROTO_TCP;
  if (is_published(address, protocol)) {
    fail(failure, EADDRINUSE, "bind");
    return -1;
  }
  OWN_FD fd = socket(AF_INET, (tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  // As Go has it: connections of an earlier listener that linger are no obstacle. For UDP it would share the port.
  if (fd >= 0 && tcp) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // The agent's own servers at 10.0.2.3:53 and 10.0.2.4:80 must not take these ports from all other addresses.
  if (fd >= 0) setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (fd >= 0 && bind(fd, (const struct sockaddr *)address, sizeof *address) == 0 && (!tcp || listen(fd, backlog) == 0))
    return take_fd(&fd);
  fail(failure, errno, "bind");
  return -1;
}

static bool parse_address(const char *host, uint16_t port, struct sockaddr_in *address, struct failure *failure) {
  struct in6_addr six;
  *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port)};
  if (inet_pton(AF_INET, host, &address->sin_addr) == 1 && port) return true;
  // The guest's kernel has no IPv6.
  if (inet_pton(AF_INET6, host, &six) == 1) return fail(failure, EAFNOSUPPORT, "socket");
  return fail(failure, EINVAL, "publish %.64s:%u", host, port);
}

static bool publish(struct reader *arguments, struct failure *failure) {
  struct sockaddr_in address, target;
  const char *containerId = read_text(arguments);
  int protocol = read_u8(arguments);
  const char *host = read_text(arguments);
  uint16_t hostPort = read_u16(arguments);
  const char *targetHost = read_text(arguments);
  uint16_t targetPort = read_u16(arguments);
  if (!is_id(containerId)) return fail(failure, EINVAL, "container id %.80s", containerId);
  if (protocol != IPPROTO_TCP && protocol != IPPROTO_UDP) return fail(failure, EPROTONOSUPPORT, "protocol %d", protocol);
  if (!parse_address(host, hostPort, &address, failure)) return false;
  if (!parse_address(targetHost, targetPort, &target, failure)) return false;
  int fd = listen_at(&address, protocol, failure);
  if (fd < 0) return false;
  struct port *port = allocate_zeroed(sizeof *port);
  strcpy(port->containerId, containerId);
  port->protocol = protocol;
  port->address = address;
  port->target = target;
  port->next = ports;
  ports = port;
  if (protocol == IPPROTO_UDP) {
    udp_relay_start(&port->udp, fd, &target);
  } else {
    port->listener = (struct source){.fd = fd, .ready = on_connection};
    source_watch(&port->listener, EPOLLIN);
  }
  return true;
}

void publish_port(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  stream_answer(stream, publish(arguments, &failure), &failure);
}

/** NULL: of all containers. */
static void close_ports(const char *containerId) {
  for (struct port **at = &ports; *at;) {
    struct port *port = *at;
    if (containerId && strcmp(port->containerId, containerId) != 0) {
      at = &port->next;
      continue;
    }
    *at = port->next;
    if (port->protocol == IPPROTO_UDP) {
      udp_relay_stop(&port->udp);
    } else {
      source_watch(&port->listener, 0);
      close_fd(&port->listener.fd);
      tcp_relays_end(port);
    }
    free(port);
  }
}

void ports_close(const char *containerId) {
  close_ports(containerId);
}

void ports_close_all(void) {
  close_ports(NULL);
}

void unpublish_ports(struct stream *stream, struct reader *arguments) {
  ports_close(read_text(arguments));
  stream_close(stream, NULL, 0);
}
