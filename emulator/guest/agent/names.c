#include "names.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "link.h"
#include "loop.h"
#include "network.h"
#include "own.h"
#include "places.h"
#include "stream.h"

#define CONTAINER_ADDRESS "127.0.0.11"
static const uint16_t serverPort = 53;
/** A query is a question: far larger ones are no queries. RFC 6891 names 4,096 for UDP. */
#define QUERY_BYTES 4096
/** Of one container (or the guest) at once. What is beyond them is dropped, as by any overloaded server; resolvers ask again. */
static const unsigned queryLimit = 64;
static const unsigned connectionLimit = 16;

/** A TCP connection: one query after the other, each with its length before it (RFC 1035, 4.2.2). */
struct connection {
  struct source source;
  struct names *names;
  struct connection *next;
  struct query *query;
  size_t received;
  uint8_t input[2 + QUERY_BYTES];
};

/** Asked of the host, not yet answered. */
struct query {
  /** NULL when the server is closed. */
  struct names *names;
  /** NULL for UDP, and when the connection is gone (then `names` is NULL, too). */
  struct connection *connection;
  struct sockaddr_in client;
  struct query *next;
};

struct names {
  char id[65];
  struct source datagrams;
  struct source listener;
  struct connection *connections;
  unsigned connectionCount;
  struct query *queries;
  unsigned queryCount;
};

static void close_connection(struct connection *connection) {
  struct names *names = connection->names;
  struct connection **at = &names->connections;
  while (*at != connection) at = &(*at)->next;
  *at = connection->next;
  names->connectionCount--;
  if (connection->query) connection->query->connection = NULL;
  source_watch(&connection->source, 0);
  close_fd(&connection->source.fd);
  free(connection);
  source_watch(&names->listener, EPOLLIN);
}

static void next_query(struct connection *connection);

static void answer_connection(struct connection *connection, const uint8_t *answer, size_t length) {
  uint8_t prefix[2] = {(uint8_t)(length >> 8), (uint8_t)length};
  struct iovec parts[2] = {{prefix, 2}, {(void *)answer, length}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  connection->query = NULL;
  // Answers are small: a client whose socket has no room for one does not read.
  if (!length || sendmsg(connection->source.fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)(length + 2))
    close_connection(connection);
  else next_query(connection);
}

/** Without an answer a UDP client asks again, and a TCP client is hung up on. */
static void finish(struct query *query, bool isTcp, const uint8_t *answer, size_t length) {
  struct names *names = query->names;
  struct connection *connection = query->connection;
  if (names) {
    struct query **at = &names->queries;
    while (*at != query) at = &(*at)->next;
    *at = query->next;
    names->queryCount--;
    if (connection) answer_connection(connection, answer, length);
    else if (!isTcp && length)
      sendto(names->datagrams.fd, answer, length, MSG_DONTWAIT, (struct sockaddr *)&query->client, sizeof query->client);
  }
  free(query);
}

static bool is_tcp(const struct query *query) {
  return query->client.sin_family == 0;
}

static void on_frame(struct stream *stream, const struct frame *frame) {
  if (frame->type != FRAME_CLOSE && frame->type != FRAME_RESET) return;
  struct query *query = stream->owner;
  stream_forget(stream);
  const uint8_t *answer = NULL;
  size_t length = 0, messageLength;
  if (frame->type == FRAME_CLOSE) {
    struct reader reader = reader_over(frame->payload, frame->length);
    uint32_t error = read_u32(&reader);
    read_string(&reader, &messageLength);
    if (!error) answer = read_string(&reader, &length);
    if (error || !reader_done(&reader)) length = 0;
  }
  finish(query, is_tcp(query), answer, length);
}

static void on_dropped(struct stream *stream) {
  struct query *query = stream->owner;
  finish(query, is_tcp(query), NULL, 0);
}

static const struct stream_events queryEvents = {.frame = on_frame, .dropped = on_dropped};

/** NULL when the host cannot be asked now. */
static struct query *ask(struct names *names, const uint8_t *bytes, size_t length, const struct sockaddr_in *client) {
  if (!link_is_up() || !link_has_room() || names->queryCount >= queryLimit) return NULL;
  struct query *query = allocate_zeroed(sizeof *query);
  query->names = names;
  query->next = names->queries;
  names->queries = query;
  names->queryCount++;
  if (client) query->client = *client;
  struct stream *stream = stream_create(&queryEvents, query);
  size_t mark = frame_begin(link_output(), FRAME_OPEN, 0, stream->id);
  put_u16(link_output(), OPERATION_DNS);
  put_text(link_output(), names->id);
  put_u8(link_output(), client == NULL);
  put_string(link_output(), bytes, length);
  frame_finish(link_output(), mark);
  return query;
}

static void on_datagram(struct source *source, uint32_t events) {
  (void)events;
  struct names *names = (struct names *)((char *)source - offsetof(struct names, datagrams));
  static uint8_t bytes[QUERY_BYTES];
  struct sockaddr_in client;
  socklen_t clientLength = sizeof client;
  ssize_t length = recvfrom(source->fd, bytes, sizeof bytes, MSG_DONTWAIT, (struct sockaddr *)&client, &clientLength);
  if (length > 0) ask(names, bytes, (size_t)length, &client);
}

/** Asks what lies complete in the buffer, or waits for the rest of it. */
static void next_query(struct connection *connection) {
  size_t length = (size_t)connection->input[0] << 8 | connection->input[1];
  if (connection->received < 2 || connection->received < 2 + length) {
    source_watch(&connection->source, EPOLLIN);
    return;
  }
  connection->query = ask(connection->names, connection->input + 2, length, NULL);
  if (!connection->query) {
    close_connection(connection);
    return;
  }
  connection->query->connection = connection;
  source_watch(&connection->source, 0);
  connection->received -= 2 + length;
  memmove(connection->input, connection->input + 2 + length, connection->received);
}

static void on_input(struct source *source, uint32_t events) {
  (void)events;
  struct connection *connection = (struct connection *)source;
  size_t space = sizeof connection->input - connection->received;
  ssize_t count = recv(source->fd, connection->input + connection->received, space, MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  // Full without being complete: longer than any query.
  if (count <= 0) {
    close_connection(connection);
    return;
  }
  connection->received += (size_t)count;
  next_query(connection);
}

static void on_connection(struct source *source, uint32_t events) {
  (void)events;
  struct names *names = (struct names *)((char *)source - offsetof(struct names, listener));
  if (names->connectionCount >= connectionLimit) {
    source_watch(source, 0);
    return;
  }
  int fd = accept4(source->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd < 0) return;
  struct connection *connection = allocate_zeroed(sizeof *connection);
  connection->source = (struct source){.fd = fd, .ready = on_input};
  connection->names = names;
  connection->next = names->connections;
  names->connections = connection;
  names->connectionCount++;
  source_watch(&connection->source, EPOLLIN);
}

static int open_socket(const char *namespace, const char *at, int type, struct failure *failure) {
  OWN_FD fd = network_socket(namespace, AF_INET, type, failure);
  if (fd < 0) return -1;
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons(serverPort), .sin_addr.s_addr = inet_addr(at)};
  int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // Others may have port 53 of all addresses beside it: a published port in the guest, a name server in the container.
  setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || (type == SOCK_STREAM && listen(fd, 16) < 0)) {
    fail(failure, errno, "listen at %s:53", at);
    return -1;
  }
  return take_fd(&fd);
}

struct names *names_serve(const char *id, struct failure *failure) {
  path_text namespace;
  format_path(namespace, NAMESPACES_FOLDER "/%s", id);
  const char *path = *id ? namespace : NULL, *at = *id ? CONTAINER_ADDRESS : NAME_SERVER_ADDRESS;
  OWN_FD datagrams = open_socket(path, at, SOCK_DGRAM, failure);
  OWN_FD listener = datagrams < 0 ? -1 : open_socket(path, at, SOCK_STREAM, failure);
  if (listener < 0) return NULL;
  struct names *names = allocate_zeroed(sizeof *names);
  strcpy(names->id, id);
  names->datagrams = (struct source){.fd = take_fd(&datagrams), .ready = on_datagram};
  names->listener = (struct source){.fd = take_fd(&listener), .ready = on_connection};
  source_watch(&names->datagrams, EPOLLIN);
  source_watch(&names->listener, EPOLLIN);
  return names;
}

void names_close(struct names *names) {
  if (!names) return;
  while (names->connections) close_connection(names->connections);
  for (struct query *query = names->queries; query; query = query->next) query->names = NULL;
  source_watch(&names->datagrams, 0);
  source_watch(&names->listener, 0);
  close_fd(&names->datagrams.fd);
  close_fd(&names->listener.fd);
  free(names);
}
