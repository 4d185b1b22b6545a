#include "network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "netlink.h"
#include "own.h"
#include "places.h"
#include "trace.h"
#include "tree.h"

struct address {
  unsigned char family;
  unsigned char prefix;
  unsigned char length;
  uint8_t bytes[16];
};

/** '172.17.0.2/16', or without a prefix: then that of one host. */
static bool parse_address(const char *text, struct address *address) {
  char host[64];
  size_t hostLength = strcspn(text, "/");
  if (hostLength >= sizeof host) return false;
  memcpy(host, text, hostLength);
  host[hostLength] = 0;
  address->family = strchr(host, ':') ? AF_INET6 : AF_INET;
  address->length = address->family == AF_INET6 ? 16 : 4;
  if (inet_pton(address->family, host, address->bytes) != 1) return false;
  unsigned long prefix = address->length * 8UL;
  if (text[hostLength]) {
    char *end;
    prefix = strtoul(text + hostLength + 1, &end, 10);
    if (*end || end == text + hostLength + 1 || prefix > address->length * 8UL) return false;
  }
  address->prefix = (unsigned char)prefix;
  return true;
}

static bool parse_mac(const char *text, uint8_t mac[6]) {
  char rest;
  return sscanf(text, "%2hhx:%2hhx:%2hhx:%2hhx:%2hhx:%2hhx%c", &mac[0], &mac[1], &mac[2], &mac[3], &mac[4], &mac[5],
                &rest) == 6;
}

static bool is_interface_name(const char *name) {
  size_t length = strlen(name);
  return length > 0 && length < IFNAMSIZ && !strpbrk(name, "/: \t\n") && strcmp(name, ".") && strcmp(name, "..");
}

static int set_up(int socket, unsigned index) {
  struct netlink_request request;
  struct ifinfomsg link = {.ifi_index = (int)index, .ifi_flags = IFF_UP, .ifi_change = IFF_UP};
  netlink_begin(&request, RTM_NEWLINK, 0, &link, sizeof link);
  return netlink_do(socket, &request);
}

static int add_address(int socket, unsigned index, const struct address *address) {
  struct netlink_request request;
  struct ifaddrmsg message = {.ifa_family = address->family, .ifa_prefixlen = address->prefix, .ifa_index = index};
  netlink_begin(&request, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE, &message, sizeof message);
  netlink_put(&request, IFA_LOCAL, address->bytes, address->length);
  netlink_put(&request, IFA_ADDRESS, address->bytes, address->length);
  if (address->family == AF_INET && address->prefix < 31) {
    uint32_t broadcast;
    memcpy(&broadcast, address->bytes, 4);
    broadcast |= htonl(0xffffffffu >> address->prefix);
    if (address->prefix) netlink_put_u32(&request, IFA_BROADCAST, broadcast);
  }
  return netlink_do(socket, &request);
}

static int add_default_route(int socket, unsigned index, const struct address *gateway) {
  struct netlink_request request;
  struct rtmsg route = {
    .rtm_family = gateway->family,
    .rtm_table = RT_TABLE_MAIN,
    .rtm_protocol = RTPROT_BOOT,
    .rtm_scope = RT_SCOPE_UNIVERSE,
    .rtm_type = RTN_UNICAST,
  };
  netlink_begin(&request, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE, &route, sizeof route);
  netlink_put(&request, RTA_GATEWAY, gateway->bytes, gateway->length);
  // 0: the interface on whose network the gateway is.
  if (index) netlink_put_u32(&request, RTA_OIF, index);
  return netlink_do(socket, &request);
}

static int delete_link(int socket, const char *name) {
  struct netlink_request request;
  struct ifinfomsg link = {0};
  netlink_begin(&request, RTM_DELLINK, 0, &link, sizeof link);
  netlink_put_text(&request, IFLA_IFNAME, name);
  return netlink_do(socket, &request);
}

bool network_enable_loopback(struct failure *failure) {
  OWN_FD socket = netlink_open();
  if (socket < 0) return fail(failure, errno, "open netlink");
  // Loopback is the first interface of every namespace.
  int error = set_up(socket, 1);
  if (error) return fail(failure, error, "set loopback up");
  static const char *const addresses[] = {NAME_SERVER_ADDRESS "/32", MIRROR_ADDRESS "/32"};
  for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
    struct address address;
    parse_address(addresses[i], &address);
    if ((error = add_address(socket, 1, &address))) return fail(failure, error, "give loopback %s", addresses[i]);
  }
  return true;
}

/**
 * Networks are kept apart: what comes in from one bridge is not routed to another one. The guest drops it without a
 * word, as Docker's DOCKER-ISOLATION chains do; the guest itself is still reached at any of its addresses. Within
 * a bridge nothing is routed.
 */
static bool refuse_forwarding(const char *name, struct failure *failure) {
  path_text path;
  format_path(path, "/proc/sys/net/ipv4/conf/%s/forwarding", name);
  return write_value(path, "0") ? true : fail(failure, errno, "write %s", path);
}

bool network_create_bridge(const char *name, const char *addressCidr, struct failure *failure) {
  struct address address;
  if (!is_interface_name(name)) return fail(failure, EINVAL, "bridge name %.32s", name);
  if (!parse_address(addressCidr, &address)) return fail(failure, EINVAL, "bridge address %.64s", addressCidr);
  OWN_FD socket = netlink_open();
  if (socket < 0) return fail(failure, errno, "open netlink");
  struct netlink_request request;
  struct ifinfomsg link = {0};
  netlink_begin(&request, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &link, sizeof link);
  netlink_put_text(&request, IFLA_IFNAME, name);
  // A MAC of its own: else it would be that of the lowest port, and change with the containers. Like theirs it is
  // 02:42 and the address.
  uint8_t mac[6] = {0x02, 0x42};
  memcpy(mac + 2, address.bytes + address.length - 4, 4);
  netlink_put(&request, IFLA_ADDRESS, mac, sizeof mac);
  size_t info = netlink_open_nest(&request, IFLA_LINKINFO);
  netlink_put_text(&request, IFLA_INFO_KIND, "bridge");
  netlink_close_nest(&request, info);
  int error = netlink_do(socket, &request);
  if (error && error != EEXIST) return fail(failure, error, "create the bridge %s", name);
  unsigned index = if_nametoindex(name);
  if (!index) return fail(failure, errno, "find the bridge %s", name);
  if ((error = add_address(socket, index, &address)) && error != EEXIST)
    return fail(failure, error, "give %s the address %s", name, addressCidr);
  if (!refuse_forwarding(name, failure)) return false;
  if ((error = set_up(socket, index))) return fail(failure, error, "set %s up", name);
  return true;
}

bool network_remove_bridge(const char *name, struct failure *failure) {
  if (!is_interface_name(name)) return fail(failure, EINVAL, "bridge name %.32s", name);
  OWN_FD socket = netlink_open();
  if (socket < 0) return fail(failure, errno, "open netlink");
  int error = delete_link(socket, name);
  return error && error != ENODEV ? fail(failure, error, "remove the bridge %s", name) : true;
}

/** The guest's own network namespace, to come back to. */
static int home_namespace(void) {
  static int fd = -1;
  if (fd < 0) fd = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
  return fd;
}

static void go_home(void) {
  // In a container's namespace the agent would do everything wrong from here on.
  if (setns(home_namespace(), CLONE_NEWNET) < 0) die("cannot return to the guest's network: errno %d", errno);
}

static bool keep_namespace(const char *path, int *namespaceFd, int *socket, struct failure *failure) {
  OWN_FD place = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0444);
  if (place < 0) return fail(failure, errno, "create %s", path);
  if (mount("/proc/self/ns/net", path, NULL, MS_BIND, NULL) < 0) return fail(failure, errno, "keep %s", path);
  *namespaceFd = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
  *socket = netlink_open();
  if (*namespaceFd < 0 || *socket < 0) return fail(failure, errno, "open netlink in %s", path);
  int error = set_up(*socket, 1);
  return error ? fail(failure, error, "set loopback up in %s", path) : true;
}

bool network_create_namespace(const char *id, int *namespaceFd, int *socket, struct failure *failure) {
  path_text path;
  format_path(path, NAMESPACES_FOLDER "/%s", id);
  if (!make_directories(NAMESPACES_FOLDER, 0755, failure)) return false;
  if (home_namespace() < 0) return fail(failure, errno, "open the guest's network namespace");
  if (unshare(CLONE_NEWNET) < 0) return fail(failure, errno, "make a network namespace");
  bool kept = keep_namespace(path, namespaceFd, socket, failure);
  go_home();
  return kept;
}

bool network_open_namespace(const char *id, int *namespaceFd, int *socket, struct failure *failure) {
  path_text path;
  format_path(path, NAMESPACES_FOLDER "/%s", id);
  *namespaceFd = open(path, O_RDONLY | O_CLOEXEC);
  if (*namespaceFd < 0 || home_namespace() < 0 || setns(*namespaceFd, CLONE_NEWNET) < 0)
    return fail(failure, errno, "enter the network of %s", path);
  *socket = netlink_open();
  int error = errno;
  go_home();
  return *socket < 0 ? fail(failure, error, "open netlink in %s", path) : true;
}

bool network_interface_number(const char *name, unsigned *number) {
  char rest;
  return sscanf(name, "eth%3u%c", number, &rest) == 1;
}

/** 'veth' and the id's first seven characters, as Docker's are called; all but eth0's have their number behind. */
static void name_host_end(char name[IFNAMSIZ], const char *id, unsigned number) {
  if (number == 0) snprintf(name, IFNAMSIZ, "veth%.7s", id);
  else snprintf(name, IFNAMSIZ, "veth%.7s-%u", id, number % 1000);
}

/** Largest packet of an interface; 0 with errno. */
static uint32_t mtu_of(int socket, const char *name) {
  struct ifreq request = {0};
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
  return ioctl(socket, SIOCGIFMTU, &request) < 0 ? 0 : (uint32_t)request.ifr_mtu;
}

/** A pair whose near end is in the bridge and whose far end, `name`, is in the namespace; both with the bridge's MTU. */
static int create_pair(const char *hostName, const char *bridgeName, unsigned bridge, const char *name,
                       const uint8_t mac[6], int namespaceFd) {
  OWN_FD socket = netlink_open();
  if (socket < 0) return errno;
  uint32_t mtu = mtu_of(socket, bridgeName);
  if (!mtu) return errno;
  struct netlink_request request;
  struct ifinfomsg up = {.ifi_flags = IFF_UP, .ifi_change = IFF_UP};
  netlink_begin(&request, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &up, sizeof up);
  netlink_put_text(&request, IFLA_IFNAME, hostName);
  netlink_put_u32(&request, IFLA_MASTER, bridge);
  netlink_put_u32(&request, IFLA_MTU, mtu);
  size_t info = netlink_open_nest(&request, IFLA_LINKINFO);
  netlink_put_text(&request, IFLA_INFO_KIND, "veth");
  size_t data = netlink_open_nest(&request, IFLA_INFO_DATA);
  size_t peer = netlink_open_nest(&request, VETH_INFO_PEER);
  // Down: veth(4) cannot be set up before it has its peer.
  netlink_put_raw(&request, &(struct ifinfomsg){0}, sizeof(struct ifinfomsg));
  netlink_put_text(&request, IFLA_IFNAME, name);
  netlink_put(&request, IFLA_ADDRESS, mac, 6);
  netlink_put_u32(&request, IFLA_MTU, mtu);
  netlink_put_u32(&request, IFLA_NET_NS_FD, (uint32_t)namespaceFd);
  netlink_close_nest(&request, peer);
  netlink_close_nest(&request, data);
  netlink_close_nest(&request, info);
  return netlink_do(socket, &request);
}

/** if_nametoindex(3) in the namespace of a socket. */
static unsigned index_of(int socket, const char *name) {
  struct ifreq request = {0};
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
  return ioctl(socket, SIOCGIFINDEX, &request) < 0 ? 0 : (unsigned)request.ifr_ifindex;
}

bool network_add_endpoint(const char *id, const struct endpoint *endpoint, int namespaceFd, int socket,
                          struct failure *failure) {
  const char *name = endpoint->interfaceName;
  struct address address, gateway;
  uint8_t mac[6];
  unsigned number;
  if (!network_interface_number(name, &number)) return fail(failure, EINVAL, "interface name %.32s", name);
  if (!parse_mac(endpoint->mac, mac)) return fail(failure, EINVAL, "MAC address %.32s", endpoint->mac);
  if (!parse_address(endpoint->addressCidr, &address)) return fail(failure, EINVAL, "address %.64s", endpoint->addressCidr);
  if (*endpoint->gateway && !parse_address(endpoint->gateway, &gateway))
    return fail(failure, EINVAL, "gateway %.64s", endpoint->gateway);
  unsigned bridge = if_nametoindex(endpoint->bridge);
  if (!bridge) return fail(failure, errno, "find the bridge %.32s", endpoint->bridge);

  char hostName[IFNAMSIZ];
  name_host_end(hostName, id, number);
  int error = create_pair(hostName, endpoint->bridge, bridge, name, mac, namespaceFd);
  if (error) return fail(failure, error, "create the veth pair %s", hostName);
  unsigned inside = index_of(socket, name);
  if (!inside) return fail(failure, errno, "find %s", name);
  if ((error = set_up(socket, inside))) return fail(failure, error, "set %s up", name);
  if ((error = add_address(socket, inside, &address)))
    return fail(failure, error, "give %s the address %s", name, endpoint->addressCidr);
  if (*endpoint->gateway && (error = add_default_route(socket, inside, &gateway)))
    return fail(failure, error, "route %s through %s", name, endpoint->gateway);
  trace_detail("pair", id, "%s %s %s %s %s %s", hostName, endpoint->bridge, name, endpoint->mac, endpoint->addressCidr,
               endpoint->gateway);
  return true;
}

bool network_remove_endpoint(const char *id, const char *interfaceName, const char *gateway, int socket,
                             struct failure *failure) {
  struct address address;
  unsigned number;
  if (!network_interface_number(interfaceName, &number)) return fail(failure, EINVAL, "interface name %.32s", interfaceName);
  if (*gateway && !parse_address(gateway, &address)) return fail(failure, EINVAL, "gateway %.64s", gateway);
  char hostName[IFNAMSIZ];
  name_host_end(hostName, id, number);
  OWN_FD home = netlink_open();
  // One end takes the other along.
  int error = home < 0 ? errno : delete_link(home, hostName);
  if (error && error != ENODEV) return fail(failure, error, "remove %s", hostName);
  if (*gateway && (error = add_default_route(socket, 0, &address))) return fail(failure, error, "route through %s", gateway);
  return true;
}

void network_remove_namespace(const char *id, unsigned numberLimit) {
  path_text path;
  format_path(path, NAMESPACES_FOLDER "/%s", id);
  // Deleting the pairs here frees their names now; the kernel takes a namespace apart some time later.
  OWN_FD socket = netlink_open();
  for (unsigned number = 0; socket >= 0 && number < numberLimit; number++) {
    char hostName[IFNAMSIZ];
    name_host_end(hostName, id, number);
    delete_link(socket, hostName);
  }
  umount2(path, MNT_DETACH);
  unlink(path);
}

int network_socket(const char *path, int family, int type, struct failure *failure) {
  OWN_FD namespace = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (path && (namespace < 0 || home_namespace() < 0 || setns(namespace, CLONE_NEWNET) < 0)) {
    fail(failure, errno, "enter the network of %s", path);
    return -1;
  }
  int fd = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int error = errno;
  if (path) go_home();
  if (fd < 0) fail(failure, error, "make a socket");
  return fd;
}
