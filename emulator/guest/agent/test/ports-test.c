/** Published ports of the agent itself, natively: what comes in at a port of this machine reaches another one. */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"
#include "client.h"

static uint32_t nextStream = 1;
static const char containerId[] = "c0ffee";

static struct sockaddr_in local(uint16_t port) {
  return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int make_socket(int type) {
  const struct timeval patience = {.tv_sec = 10};
  int fd = socket(AF_INET, type, 0);
  CHECK(fd >= 0);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return fd;
}

/** Bound to a port that the kernel chose. */
static int bind_somewhere(int type, uint16_t *port) {
  struct sockaddr_in address = local(0);
  socklen_t length = sizeof address;
  int fd = make_socket(type);
  CHECK(bind(fd, (struct sockaddr *)&address, sizeof address) == 0);
  CHECK(type != SOCK_STREAM || listen(fd, 100) == 0);
  getsockname(fd, (struct sockaddr *)&address, &length);
  *port = ntohs(address.sin_port);
  return fd;
}

static uint16_t free_port(int type) {
  uint16_t port;
  close(bind_somewhere(type, &port));
  return port;
}

static int connect_to(int type, uint16_t port) {
  struct sockaddr_in address = local(port);
  int fd = make_socket(type);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

/** errno of the answer. */
static uint32_t answer_of(uint32_t stream) {
  struct frame close = client_expect(FRAME_CLOSE, stream);
  struct reader reader = reader_over(close.payload, close.length);
  return read_u32(&reader);
}

static uint32_t publish(int protocol, const char *hostAddress, uint16_t hostPort, uint16_t port) {
  uint32_t stream = nextStream;
  nextStream += 2;
  size_t mark = client_open(stream, OPERATION_PORT_PUBLISH);
  put_text(client_output(), containerId);
  put_u8(client_output(), (uint8_t)protocol);
  put_text(client_output(), hostAddress);
  put_u16(client_output(), hostPort);
  put_text(client_output(), "127.0.0.1");
  put_u16(client_output(), port);
  frame_finish(client_output(), mark);
  return answer_of(stream);
}

static void unpublish(void) {
  uint32_t stream = nextStream;
  nextStream += 2;
  size_t mark = client_open(stream, OPERATION_PORT_UNPUBLISH);
  put_text(client_output(), containerId);
  frame_finish(client_output(), mark);
  CHECK(answer_of(stream) == 0);
}

static void send_all(int fd, const void *bytes, size_t count) {
  CHECK(send(fd, bytes, count, MSG_NOSIGNAL) == (ssize_t)count);
}

static void expect_bytes(int fd, const char *text) {
  char received[64] = {0};
  CHECK(recv(fd, received, strlen(text), MSG_WAITALL) == (ssize_t)strlen(text));
  CHECK(strcmp(received, text) == 0);
}

static void test_both_ways_and_half_close(void) {
  uint16_t port, hostPort = free_port(SOCK_STREAM);
  int server = bind_somewhere(SOCK_STREAM, &port);
  CHECK(publish(IPPROTO_TCP, "127.0.0.1", hostPort, port) == 0);
  int client = connect_to(SOCK_STREAM, hostPort);
  int inside = accept(server, NULL, NULL);
  CHECK(client >= 0 && inside >= 0);
  send_all(client, "question", 8);
  shutdown(client, SHUT_WR);
  expect_bytes(inside, "question");
  char none;
  CHECK(recv(inside, &none, 1, 0) == 0);
  send_all(inside, "answer", 6);
  close(inside);
  expect_bytes(client, "answer");
  CHECK(recv(client, &none, 1, 0) == 0);
  close(client);
  close(server);
  unpublish();
  CHECK(connect_to(SOCK_STREAM, hostPort) < 0 && errno == ECONNREFUSED);
}

/** A reader that takes nothing stops the sender; meanwhile the agent serves others, and nothing is lost. */
static void test_slow_reader(void) {
  static char block[1 << 16];
  uint16_t port, hostPort = free_port(SOCK_STREAM);
  int server = bind_somewhere(SOCK_STREAM, &port);
  CHECK(publish(IPPROTO_TCP, "0.0.0.0", hostPort, port) == 0);
  int client = connect_to(SOCK_STREAM, hostPort);
  int inside = accept(server, NULL, NULL);
  CHECK(client >= 0 && inside >= 0);
  size_t sent = 0, received = 0;
  for (int waits = 0; waits < 20;) {
    ssize_t count = send(inside, block, sizeof block, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count > 0) sent += (size_t)count;
    else {
      usleep(10000);
      waits++;
    }
    // Socket buffers of two connections, and one read of the agent's.
    CHECK(sent < 64u << 20);
  }
  int other = connect_to(SOCK_STREAM, hostPort);
  int otherInside = accept(server, NULL, NULL);
  send_all(other, "there", 5);
  expect_bytes(otherInside, "there");
  close(inside);
  for (ssize_t count; (count = recv(client, block, sizeof block, 0)) > 0;) received += (size_t)count;
  CHECK(received == sent);
  close(client);
  close(other);
  close(otherInside);
  close(server);
  unpublish();
}

static void test_many_connections(void) {
  enum { COUNT = 300 };
  static int clients[COUNT], insides[COUNT];
  uint16_t port, hostPort = free_port(SOCK_STREAM);
  int server = bind_somewhere(SOCK_STREAM, &port);
  CHECK(publish(IPPROTO_TCP, "127.0.0.1", hostPort, port) == 0);
  for (int index = 0; index < COUNT; index++) {
    clients[index] = connect_to(SOCK_STREAM, hostPort);
    insides[index] = accept(server, NULL, NULL);
    CHECK(clients[index] >= 0 && insides[index] >= 0);
  }
  for (int index = 0; index < COUNT; index++) send_all(insides[index], "hi", 2);
  for (int index = COUNT - 1; index >= 0; index--) {
    expect_bytes(clients[index], "hi");
    close(clients[index]);
    close(insides[index]);
  }
  close(server);
  unpublish();
}

/** Nobody listens in the container: the client's connection ends. */
static void test_nobody_listens(void) {
  char none;
  uint16_t hostPort = free_port(SOCK_STREAM);
  CHECK(publish(IPPROTO_TCP, "127.0.0.1", hostPort, free_port(SOCK_STREAM)) == 0);
  int client = connect_to(SOCK_STREAM, hostPort);
  CHECK(client >= 0 && recv(client, &none, 1, 0) <= 0);
  close(client);
  unpublish();
}

static void test_refusals(void) {
  uint16_t port;
  int server = bind_somewhere(SOCK_STREAM, &port);
  CHECK(publish(IPPROTO_TCP, "127.0.0.1", port, 80) == EADDRINUSE);
  CHECK(publish(IPPROTO_TCP, "0.0.0.0", port, 80) == EADDRINUSE);
  close(server);
  static const int protocols[] = {IPPROTO_TCP, IPPROTO_UDP};
  for (int index = 0; index < 2; index++) {
    CHECK(publish(protocols[index], "127.0.0.1", port, 80) == 0);
    CHECK(publish(protocols[index], "127.0.0.1", port, 80) == EADDRINUSE);
    CHECK(publish(protocols[index], "0.0.0.0", port, 80) == EADDRINUSE);
  }
  unpublish();
  CHECK(publish(IPPROTO_TCP, "0.0.0.0", port, 80) == 0);
  CHECK(publish(IPPROTO_TCP, "127.0.0.1", port, 80) == EADDRINUSE);
  unpublish();
  CHECK(publish(IPPROTO_TCP, "192.0.2.1", port, 80) == EADDRNOTAVAIL);
  CHECK(publish(IPPROTO_TCP, "::1", port, 80) == EAFNOSUPPORT);
  CHECK(publish(IPPROTO_TCP, "localhost", port, 80) == EINVAL);
  CHECK(publish(IPPROTO_TCP, "127.0.0.1", 0, 80) == EINVAL);
  CHECK(publish(IPPROTO_SCTP, "127.0.0.1", port, 80) == EPROTONOSUPPORT);
  unpublish();
}

/** As the agent's own servers at port 53 and 80 of other addresses: the rest of that port can be published. */
static void test_beside_own_server(void) {
  static const int types[] = {SOCK_STREAM, SOCK_DGRAM};
  for (int index = 0; index < 2; index++) {
    int on = 1;
    uint16_t port = free_port(types[index]);
    struct sockaddr_in address = local(port);
    address.sin_addr.s_addr = inet_addr("127.0.0.2");
    int own = make_socket(types[index]);
    CHECK(setsockopt(own, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0);
    CHECK(bind(own, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(types[index] != SOCK_STREAM || listen(own, 1) == 0);
    CHECK(publish(index ? IPPROTO_UDP : IPPROTO_TCP, "0.0.0.0", port, 80) == 0);
    // What is sent to the server's address is still the server's.
    int client = make_socket(types[index]);
    CHECK(connect(client, (struct sockaddr *)&address, sizeof address) == 0);
    send_all(client, "x", 1);
    int served = index ? own : accept(own, NULL, NULL);
    char byte;
    CHECK(recv(served, &byte, 1, 0) == 1 && byte == 'x');
    if (served != own) close(served);
    close(client);
    close(own);
    unpublish();
  }
}

static uint32_t exchange(uint16_t port, uint32_t timeoutMs, const char *datagram) {
  uint32_t stream = nextStream;
  nextStream += 2;
  size_t mark = client_open(stream, OPERATION_EXCHANGE);
  put_text(client_output(), "");
  put_text(client_output(), "127.0.0.1");
  put_u16(client_output(), port);
  put_u32(client_output(), timeoutMs);
  put_text(client_output(), datagram);
  frame_finish(client_output(), mark);
  client_send();
  return stream;
}

static void test_exchange(void) {
  uint16_t port;
  char text[8];
  size_t length;
  struct sockaddr_in from;
  socklen_t fromLength = sizeof from;
  int server = bind_somewhere(SOCK_DGRAM, &port);
  uint32_t stream = exchange(port, 10000, "there");
  CHECK(recvfrom(server, text, sizeof text, 0, (struct sockaddr *)&from, &fromLength) == 5 && !memcmp(text, "there", 5));
  sendto(server, "back", 4, 0, (struct sockaddr *)&from, fromLength);
  struct frame close_frame = client_expect(FRAME_CLOSE, stream);
  struct reader reader = reader_over(close_frame.payload, close_frame.length);
  CHECK(read_u32(&reader) == 0 && *read_text(&reader) == 0);
  const uint8_t *answer = read_string(&reader, &length);
  CHECK(length == 4 && !memcmp(answer, "back", 4) && reader_done(&reader));
  CHECK(answer_of(exchange(port, 20, "nothing")) == ETIMEDOUT);
  close(server);
  CHECK(answer_of(exchange(port, 10000, "nobody")) == ECONNREFUSED);
}

static void test_datagrams(void) {
  uint16_t port, hostPort = free_port(SOCK_DGRAM);
  int server = bind_somewhere(SOCK_DGRAM, &port);
  CHECK(publish(IPPROTO_UDP, "127.0.0.1", hostPort, port) == 0);
  int clients[2] = {connect_to(SOCK_DGRAM, hostPort), connect_to(SOCK_DGRAM, hostPort)};
  for (int round = 0; round < 2; round++)
    for (int index = 0; index < 2; index++) {
      char name = (char)('a' + index), answer = 0;
      struct sockaddr_in from;
      socklen_t length = sizeof from;
      send_all(clients[index], &name, 1);
      CHECK(recvfrom(server, &answer, 1, 0, (struct sockaddr *)&from, &length) == 1 && answer == name);
      sendto(server, &answer, 1, 0, (struct sockaddr *)&from, length);
      CHECK(recv(clients[index], &answer, 1, 0) == 1 && answer == name);
    }
  // More clients than there may be sessions.
  for (int index = 0; index < 600; index++) {
    char text[4];
    int client = connect_to(SOCK_DGRAM, hostPort);
    send_all(client, "x", 1);
    CHECK(recv(server, text, sizeof text, 0) == 1);
    close(client);
  }
  close(clients[0]);
  close(clients[1]);
  close(server);
  unpublish();
}

/** Who asked for them is gone: so are they. */
static void test_reconnect(void) {
  uint16_t hostPort = free_port(SOCK_STREAM);
  CHECK(publish(IPPROTO_TCP, "127.0.0.1", hostPort, 1) == 0);
  client_disconnect();
  client_connect();
  client_hello();
  nextStream = 1;
  CHECK(connect_to(SOCK_STREAM, hostPort) < 0 && errno == ECONNREFUSED);
  CHECK(publish(IPPROTO_TCP, "127.0.0.1", hostPort, 1) == 0);
  unpublish();
}

int main(int count, char **arguments) {
  char path[4096];
  CHECK(count == 3);
  snprintf(path, sizeof path, "%s/ports.sock", arguments[2]);
  client_start(arguments[1], path);
  client_hello();
  test_both_ways_and_half_close();
  test_slow_reader();
  test_many_connections();
  test_nobody_listens();
  test_refusals();
  test_beside_own_server();
  test_datagrams();
  test_exchange();
  test_reconnect();
  client_stop();
  puts("ports are published");
  return 0;
}
