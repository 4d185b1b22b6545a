#include "kernel-report.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "json.h"
#include "own.h"
#include "places.h"
#include "process-stat.h"

/** More than anybody looks at, and less than the page reads of a program's output. */
static const unsigned maxProcesses = 1000;
/** Containers may make cgroups of their own below theirs. */
static const unsigned maxDepth = 8;
static const size_t maxArgvBytes = 512;

static const char *const namespaces[] = {"cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"};
enum { NAMESPACES = sizeof namespaces / sizeof *namespaces };

/** The counter first, right after the moment that is told with it. */
static const char *const groupFiles[] = {"cpu.stat",   "cpu.max",     "memory.current", "memory.events",
                                         "memory.max", "memory.peak", "pids.current",   "pids.max"};
enum { GROUP_FILES = sizeof groupFiles / sizeof *groupFiles };

struct report {
  struct bytes *out;
  int proc;
  unsigned told, left_out;
  bool has_groups;
};

/** At most `size` - 1 bytes of a file, as text; -1 where there is none. One read(2): these files come whole. */
static ssize_t read_at(int folder, const char *name, char *text, size_t size) {
  OWN_FD fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t length = read(fd, text, size - 1);
  text[length < 0 ? 0 : length] = 0;
  return length;
}

static int open_folder(int parent, const char *name) {
  return openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/** "net:[4026531985]" → 4026531985; 0 where there is none. */
static unsigned long long namespace_inode(int folder, const char *name) {
  char link[64];
  ssize_t length = readlinkat(folder, name, link, sizeof link - 1);
  if (length < 0) return 0;
  link[length] = 0;
  const char *number = strchr(link, '[');
  return number ? strtoull(number + 1, NULL, 10) : 0;
}

static void put_namespaces(struct bytes *out, int process) {
  OWN_FD folder = open_folder(process, "ns");
  json_put(out, "\"namespaces\":{");
  for (size_t index = 0; index < NAMESPACES; index++) {
    json_put(out, index ? ",\"" : "\"");
    json_put(out, namespaces[index]);
    json_put(out, "\":");
    json_number(out, folder < 0 ? 0 : namespace_inode(folder, namespaces[index]));
  }
  json_put(out, "}");
}

static void put_argv(struct bytes *out, int process) {
  char text[maxArgvBytes + 1];
  ssize_t length = read_at(process, "cmdline", text, sizeof text);
  json_put(out, "\"argv\":[");
  for (ssize_t at = 0; at < length;) {
    size_t part = strnlen(text + at, (size_t)(length - at));
    if (at) json_put(out, ",");
    json_text(out, text + at, part);
    at += (ssize_t)part + 1;
  }
  json_put(out, "]");
}

static void put_field(struct bytes *out, const char *name, unsigned long long value) {
  json_put(out, name);
  json_number(out, value);
}

/** Nothing for one that has ended meanwhile, and for the kernel's own threads; whether there was something. */
static bool put_process(struct report *report, const char *pid, bool is_first) {
  char text[2048];
  struct process_stat stat;
  struct process_status status;
  OWN_FD process = open_folder(report->proc, pid);
  if (process < 0 || read_at(process, "stat", text, sizeof text) < 0 || !parse_process_stat(text, &stat)) return false;
  if (stat.is_kernel_thread || read_at(process, "status", text, sizeof text) < 0) return false;
  if (!parse_process_status(text, &status)) return false;
  struct bytes *out = report->out;
  put_field(out, is_first ? "{\"pid\":" : ",{\"pid\":", (unsigned)status.pids[0]);
  put_field(out, ",\"parent\":", (unsigned)stat.parent);
  json_put(out, ",\"pids\":[");
  for (size_t index = 0; status.pids[index]; index++) put_field(out, index ? "," : "", (unsigned)status.pids[index]);
  json_put(out, "],\"name\":");
  json_text(out, stat.name, strlen(stat.name));
  json_put(out, ",\"state\":");
  json_text(out, &stat.state, 1);
  put_field(out, ",\"threads\":", stat.threads);
  put_field(out, ",\"rssBytes\":", (unsigned long long)stat.rss_pages * (unsigned)getpagesize());
  put_field(out, ",\"user\":", status.user);
  json_put(out, ",");
  put_argv(out, process);
  json_put(out, ",");
  put_namespaces(out, process);
  json_put(out, "}");
  report->told++;
  return true;
}

static void put_moment(struct bytes *out, const char *name) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  put_field(out, name, (unsigned long long)now.tv_sec * 1000 + (unsigned long long)now.tv_nsec / 1000000);
}

static void put_files(struct bytes *out, int group) {
  char text[2048];
  put_moment(out, ",\"atMs\":");
  for (size_t index = 0; index < GROUP_FILES; index++) {
    ssize_t length = read_at(group, groupFiles[index], text, sizeof text);
    json_put(out, ",\"");
    json_put(out, groupFiles[index]);
    json_put(out, "\":");
    json_text(out, text, length < 0 ? 0 : (size_t)length);
  }
}

static void put_processes(struct report *report, int group) {
  char line[32];
  bool is_first = true;
  int fd = openat(group, "cgroup.procs", O_RDONLY | O_CLOEXEC);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
  json_put(report->out, ",\"processes\":[");
  while (file && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    // 0 stands for a process of a pid namespace that is not seen from here.
    if (atoi(line) <= 0) continue;
    if (report->told == maxProcesses || getpid() == atoi(line)) report->left_out += getpid() != atoi(line);
    else if (put_process(report, line, is_first)) is_first = false;
  }
  if (file) fclose(file);
  json_put(report->out, "]");
}

/** A cgroup has as many links as a directory with its subdirectories: without any it need not be read. */
static bool has_groups_below(int group) {
  struct stat status;
  return fstat(group, &status) == 0 && status.st_nlink > 2;
}

static void put_groups_below(struct report *report, int group, const char *path, unsigned depth);

static void put_group(struct report *report, int group, const char *path, unsigned depth) {
  json_put(report->out, report->has_groups ? ",{\"path\":" : "{\"path\":");
  report->has_groups = true;
  json_text(report->out, path, strlen(path));
  if (strncmp(path, "/docker/", strlen("/docker/")) == 0) put_files(report->out, group);
  put_processes(report, group);
  json_put(report->out, "}");
  put_groups_below(report, group, path, depth);
}

static void put_groups_below(struct report *report, int group, const char *path, unsigned depth) {
  if (depth == maxDepth || !has_groups_below(group)) return;
  int again = open_folder(group, ".");
  OWN_DIRECTORY *directory = again < 0 ? NULL : fdopendir(again);
  for (struct dirent *entry; directory && (entry = readdir(directory));) {
    path_text below;
    if (entry->d_type != DT_DIR || entry->d_name[0] == '.') continue;
    if (strlen(path) + strlen(entry->d_name) + 2 > sizeof below) continue;
    OWN_FD child = open_folder(group, entry->d_name);
    if (child < 0) continue;
    format_path(below, "%s/%s", path, entry->d_name);
    put_group(report, child, below, depth + 1);
  }
}

void put_kernel_report(struct bytes *out, const char *folder) {
  OWN_FD proc = open_folder(AT_FDCWD, "/proc");
  OWN_FD init = open_folder(proc, "1");
  OWN_FD root = open_folder(AT_FDCWD, folder);
  struct report report = {.out = out, .proc = proc};
  put_moment(out, "{\"atMs\":");
  json_put(out, ",");
  put_namespaces(out, init);
  json_put(out, ",\"groups\":[");
  // In the root cgroup are the kernel's own threads and nothing else.
  if (root >= 0) put_groups_below(&report, root, "", 0);
  put_field(out, "],\"leftOut\":", report.left_out);
  json_put(out, "}\n");
}

int kernel_report_main(void) {
  struct bytes out = {0};
  put_kernel_report(&out, CGROUP_FOLDER);
  for (ssize_t count; out.length; bytes_drop(&out, (size_t)count)) {
    count = write(STDOUT_FILENO, bytes_front(&out), out.length);
    if (count < 0 && errno == EINTR) count = 0;
    if (count < 0) {
      perror("write the report");
      return 1;
    }
  }
  return 0;
}
