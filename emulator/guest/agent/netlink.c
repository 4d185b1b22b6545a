#include "netlink.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "failure.h"

static struct nlmsghdr *header_of(struct netlink_request *request) {
  return (struct nlmsghdr *)request->bytes;
}

int netlink_open(void) {
  return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
}

void netlink_put_raw(struct netlink_request *request, const void *value, size_t length) {
  struct nlmsghdr *header = header_of(request);
  size_t start = NLMSG_ALIGN(header->nlmsg_len);
  // Names, addresses and numbers: what is put is bounded, so this is a mistake in the agent.
  if (start + NLMSG_ALIGN(length) > sizeof request->bytes) die("a netlink request is too long");
  if (length) memcpy(request->bytes + start, value, length);
  header->nlmsg_len = (uint32_t)(start + length);
}

void netlink_begin(struct netlink_request *request, uint16_t type, uint16_t flags, const void *fixed, size_t length) {
  memset(request, 0, sizeof *request);
  *header_of(request) = (struct nlmsghdr){
    .nlmsg_len = NLMSG_HDRLEN, .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags};
  netlink_put_raw(request, fixed, length);
}

void netlink_put(struct netlink_request *request, uint16_t type, const void *value, size_t length) {
  struct rtattr attribute = {.rta_len = (uint16_t)RTA_LENGTH(length), .rta_type = type};
  netlink_put_raw(request, &attribute, sizeof attribute);
  netlink_put_raw(request, value, length);
}

void netlink_put_u32(struct netlink_request *request, uint16_t type, uint32_t value) {
  netlink_put(request, type, &value, sizeof value);
}

void netlink_put_text(struct netlink_request *request, uint16_t type, const char *text) {
  netlink_put(request, type, text, strlen(text) + 1);
}

size_t netlink_open_nest(struct netlink_request *request, uint16_t type) {
  size_t nest = NLMSG_ALIGN(header_of(request)->nlmsg_len);
  netlink_put(request, type, NULL, 0);
  return nest;
}

void netlink_close_nest(struct netlink_request *request, size_t nest) {
  struct rtattr *attribute = (struct rtattr *)(request->bytes + nest);
  attribute->rta_len = (uint16_t)(header_of(request)->nlmsg_len - nest);
}

int netlink_do(int socket, struct netlink_request *request) {
  _Alignas(struct nlmsghdr) uint8_t answer[2048];
  if (send(socket, request->bytes, header_of(request)->nlmsg_len, 0) < 0) return errno;
  ssize_t length = recv(socket, answer, sizeof answer, 0);
  if (length < 0) return errno;
  const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
  if (!NLMSG_OK(header, (size_t)length) || header->nlmsg_type != NLMSG_ERROR) return EPROTO;
  return -((const struct nlmsgerr *)NLMSG_DATA(header))->error;
}
