#ifndef SLIPWAY_NETLINK_H
#define SLIPWAY_NETLINK_H

#include <linux/rtnetlink.h>
#include <stddef.h>
#include <stdint.h>

/** Requests to the kernel's network configuration: rtnetlink(7). */

/** A request that is being built; all zero is empty. */
struct netlink_request {
  _Alignas(struct nlmsghdr) uint8_t bytes[1024];
};

/** A socket in the current network namespace; it stays there. -1 with errno. */
int netlink_open(void);

/** Starts a request with its fixed part; `flags` besides NLM_F_REQUEST. */
void netlink_begin(struct netlink_request *request, uint16_t type, uint16_t flags, const void *fixed, size_t length);
void netlink_put(struct netlink_request *request, uint16_t type, const void *value, size_t length);
void netlink_put_u32(struct netlink_request *request, uint16_t type, uint32_t value);
void netlink_put_text(struct netlink_request *request, uint16_t type, const char *text);
/** Bytes without a header of their own, as VETH_INFO_PEER has them. */
void netlink_put_raw(struct netlink_request *request, const void *value, size_t length);
/** Everything put until `netlink_close_nest` lies inside an attribute. */
size_t netlink_open_nest(struct netlink_request *request, uint16_t type);
void netlink_close_nest(struct netlink_request *request, size_t nest);

/** Sends the request and waits for the kernel's answer, which comes at once: 0 or an errno. */
int netlink_do(int socket, struct netlink_request *request);

#endif
