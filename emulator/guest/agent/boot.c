#include "boot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "launch.h"
#include "loop.h"
#include "network.h"
#include "own.h"
#include "places.h"
#include "tree.h"

static void report(const char *what) {
  fprintf(stderr, "slipway-agent: %s: %s\n", what, strerror(errno));
}

void boot_leave_initramfs(void) {
  // The root of an initramfs has no parent mount, which pivot_root(2) asks for. A bind mount of it, moved on top of
  // it, has one, and costs neither a copy nor memory (switch_root's way copies everything to a tmpfs).
  mkdir("/newroot", 0700);
  if (mount("/", "/newroot", NULL, MS_BIND, NULL) < 0 || chdir("/newroot") < 0 ||
      mount(".", "/", NULL, MS_MOVE, NULL) < 0 || chroot(".") < 0 || chdir("/") < 0)
    report("leave the initramfs");
  rmdir("/newroot");
}

struct file_system {
  const char *type;
  const char *target;
  unsigned long flags;
  const char *options;
};

void boot_mount_filesystems(void) {
  static const struct file_system fileSystems[] = {
    {"proc", "/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL},
    {"sysfs", "/sys", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL},
    {"devtmpfs", "/dev", MS_NOSUID, "mode=0755"},
    {"devpts", "/dev/pts", MS_NOSUID | MS_NOEXEC, "ptmxmode=0666,mode=0620,gid=5"},
    {"tmpfs", "/dev/shm", MS_NOSUID | MS_NODEV, NULL},
    {"mqueue", "/dev/mqueue", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL},
    {"tmpfs", "/run", MS_NOSUID | MS_NODEV, "mode=0755"},
    {"tmpfs", "/tmp", MS_NOSUID | MS_NODEV, NULL},
    {"cgroup2", CGROUP_FOLDER, MS_NOSUID | MS_NODEV | MS_NOEXEC, "nsdelegate"},
  };
  for (size_t index = 0; index < sizeof fileSystems / sizeof *fileSystems; index++) {
    const struct file_system *it = &fileSystems[index];
    mkdir(it->target, 0755);
    // The kernel may have mounted /dev already.
    if (mount(it->type, it->target, it->type, it->flags, it->options) < 0 && errno != EBUSY) report(it->target);
  }
  if (symlink("/proc/self/fd", "/dev/fd") < 0 && errno != EEXIST) report("/dev/fd");
  if (symlink("/proc/self/fd/0", "/dev/stdin") < 0 && errno != EEXIST) report("/dev/stdin");
  if (symlink("/proc/self/fd/1", "/dev/stdout") < 0 && errno != EEXIST) report("/dev/stdout");
  if (symlink("/proc/self/fd/2", "/dev/stderr") < 0 && errno != EEXIST) report("/dev/stderr");
  mkdir("/var", 0755);
  if (symlink("/run", "/var/run") < 0 && errno != EEXIST) report("/var/run");
}

/** Hands every controller of a cgroup to its children. */
static void delegate_controllers(const char *cgroup) {
  path_text path;
  char controllers[256];
  format_path(path, "%s/cgroup.controllers", cgroup);
  if (read_small_file(path, controllers, sizeof controllers) < 0) {
    report(path);
    return;
  }
  format_path(path, "%s/cgroup.subtree_control", cgroup);
  for (char *rest = controllers, *name; (name = strsep(&rest, " \n"));) {
    char change[64];
    snprintf(change, sizeof change, "+%s", name);
    if (*name && !write_value(path, change)) report(change);
  }
}

static void prepare_cgroups(void) {
  mkdir(CGROUP_FOLDER "/init", 0755);
  if (!write_value(CGROUP_FOLDER "/init/cgroup.procs", "0")) report("move to the cgroup /init");
  delegate_controllers(CGROUP_FOLDER);
  mkdir(CONTAINER_CGROUPS, 0755);
  delegate_controllers(CONTAINER_CGROUPS);
}

static void set_sysctls(void) {
  static const char *const values[][2] = {
    // As dockerd sets them.
    {"net/ipv4/ip_forward", "1"},
    {"net/ipv4/conf/all/route_localnet", "1"},
    // As its packages' unit files and distributions do, for many containers.
    {"kernel/keys/root_maxkeys", "1000000"},
    {"kernel/keys/maxkeys", "2000"},
    {"fs/inotify/max_user_instances", "1024"},
    {"fs/inotify/max_user_watches", "65536"},
    {"net/ipv4/neigh/default/gc_thresh2", "4096"},
    {"net/ipv4/neigh/default/gc_thresh3", "8192"},
  };
  for (size_t index = 0; index < sizeof values / sizeof *values; index++) {
    path_text path;
    format_path(path, "/proc/sys/%s", values[index][0]);
    // A kernel without the option has no such file.
    if (!write_value(path, values[index][1]) && errno != ENOENT) report(path);
  }
}

/**
 * On a read-only mount crun need not copy itself before each start to be safe from being overwritten by a container
 * through /proc/self/exe (CVE-2019-5736).
 */
static void protect_runtime(void) {
  if (mount(RUNTIME_PROGRAM, RUNTIME_PROGRAM, NULL, MS_BIND, NULL) < 0 ||
      mount(NULL, RUNTIME_PROGRAM, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) < 0)
    report(RUNTIME_PROGRAM);
}

void boot_configure(void) {
  struct failure failure;
  if (sethostname("slipway", 7) < 0) report("sethostname");
  const struct rlimit files = {.rlim_cur = 1048576, .rlim_max = 1048576};
  if (setrlimit(RLIMIT_NOFILE, &files) < 0) report("RLIMIT_NOFILE");
  protect_runtime();
  prepare_cgroups();
  set_sysctls();
  if (!network_enable_loopback(&failure)) fprintf(stderr, "slipway-agent: %s\n", failure.message);
}

bool boot_wants(const char *word) {
  char line[2048];
  if (read_small_file("/proc/cmdline", line, sizeof line) < 0) return false;
  for (char *rest = line, *at; (at = strsep(&rest, " \n"));)
    if (strcmp(at, word) == 0) return true;
  return false;
}

static void start_shell(struct child *child) {
  static char *const argv[] = {"sh", "-l", NULL};
  static char *const env[] = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "TERM=linux", NULL};
  OWN_FD console = open("/dev/ttyS0", O_RDWR | O_NOCTTY | O_CLOEXEC);
  struct launch shell = {
    .argv = argv, .env = env, .cwd = "/", .stdio = {console, console, console}, .terminal = true};
  struct failure failure;
  pid_t pid = launch(&shell, &failure);
  if (pid > 0) child_watch(child, pid);
  else fprintf(stderr, "slipway-agent: %s\n", failure.message);
}

static void on_shell_exited(struct child *child, int status) {
  (void)status;
  start_shell(child);
}

void boot_start_console_shell(void) {
  static struct child shell = {.exited = on_shell_exited};
  start_shell(&shell);
}
