/**
 * The agent: PID 1 of the guest. It does for the engine, which runs beside the machine, what only a kernel can do:
 * processes, mounts, containers, networks, files. `protocol.h` says how they talk.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "boot.h"
#include "container-files.h"
#include "container-init.h"
#include "kernel-report.h"
#include "layer.h"
#include "host-sockets.h"
#include "link.h"
#include "loop.h"
#include "names.h"
#include "places.h"
#include "port.h"
#include "relay.h"
#include "trace.h"
#include "tree-archive.h"
#include "tree.h"
#include "worker.h"

static void before_wait(void) {
  link_flush();
  workers_send();
}

static void prepare(void) {
  struct failure failure;
  // For programs that are looked for by name, and what they start.
  setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
  loop_prepare();
  workers_prepare();
  link_when_reset(ports_close_all);
  if (!make_directories(EMPTY_FOLDER, 0755, &failure) || !make_directories(BUNDLES_FOLDER, 0700, &failure) ||
      !layers_prepare(&failure))
    log_failure(&failure);
}

/** What stands for the network outside: names and package archives, which the host answers. */
static void serve_outside(void) {
  struct failure failure;
  if (!names_serve("", &failure) || !mirror_listen(&failure)) log_failure(&failure);
}

/** In the guest: everything from the initramfs to the link. */
static _Noreturn void run_as_init(void) {
  boot_leave_initramfs();
  boot_mount_filesystems();
  boot_configure();
  prepare();
  api_socket_listen(API_SOCKET);
  relay_listen(CLIENT_SOCKET);
  serve_outside();
  link_use_port(PORT_PATH);
  if (boot_wants("agent_trace")) trace_enable();
  if (boot_wants("console_shell")) boot_start_console_shell();
  puts("slipway-agent ready");
  fflush(stdout);
  loop_run(before_wait);
}

/** Natively, for tests: the same agent, its host connects to a unix socket. Its other sockets lie beside that one. */
static _Noreturn void run_as_server(const char *path) {
  path_text api, client;
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prepare();
  format_path(api, "%s.api", path);
  format_path(client, "%s.client", path);
  api_socket_listen(api);
  relay_listen(client);
  link_use_socket(path);
  puts("slipway-agent ready");
  fflush(stdout);
  loop_run(before_wait);
}

/** One static program under five names: the C library is in the guest's memory once. */
int main(int count, char **arguments) {
  const char *slash = strrchr(arguments[0], '/');
  const char *name = slash ? slash + 1 : arguments[0];
  if (strcmp(name, "docker-init") == 0) return container_init_main(arguments);
  if (strcmp(name, "container-files") == 0) return container_files_main(count, arguments);
  if (strcmp(name, "kernel-report") == 0) return kernel_report_main();
  if (strcmp(name, "tree-archive") == 0) return tree_archive_main(count, arguments);
  if (getpid() == 1 && count < 3) run_as_init();
  if (count == 3 && strcmp(arguments[1], "--serve") == 0) run_as_server(arguments[2]);
  fputs("usage: agent (as PID 1), or agent --serve SOCKET\n", stderr);
  return 2;
}
