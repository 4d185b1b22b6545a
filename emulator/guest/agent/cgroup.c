#include "cgroup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "own.h"
#include "places.h"
#include "tree.h"

bool cgroup_was_oom_killed(const char *id) {
  path_text path;
  char events[256];
  format_path(path, CONTAINER_CGROUPS "/%s/memory.events", id);
  if (read_small_file(path, events, sizeof events) < 0) return false;
  const char *count = strstr(events, "oom_kill ");
  return count && atoi(count + strlen("oom_kill ")) > 0;
}

bool cgroup_freeze(const char *id, bool frozen, struct failure *failure) {
  path_text path;
  format_path(path, CONTAINER_CGROUPS "/%s/cgroup.freeze", id);
  if (write_value(path, frozen ? "1" : "0")) return true;
  return fail(failure, errno, "freeze %s", id);
}

/** rmdir(2) from the leaves up: the files in a cgroup are not entries that could be unlinked. */
static int remove_below(const char *path) {
  OWN_DIRECTORY *directory = opendir(path);
  if (!directory) return errno;
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (entry->d_type != DT_DIR || entry->d_name[0] == '.') continue;
    path_text child;
    if (strlen(path) + strlen(entry->d_name) + 2 > sizeof child) return ENAMETOOLONG;
    format_path(child, "%s/%s", path, entry->d_name);
    int error = remove_below(child);
    if (error) return error;
  }
  return rmdir(path) < 0 ? errno : 0;
}

bool cgroup_remove(const char *id, struct failure *failure) {
  static const struct timespec pause = {.tv_nsec = 2000000};
  static const int tries = 250;
  path_text path, kill;
  format_path(path, CONTAINER_CGROUPS "/%s", id);
  // Mostly it is empty and one call removes it.
  if (rmdir(path) == 0 || errno == ENOENT) return true;
  format_path(kill, "%s/cgroup.kill", path);
  write_value(kill, "1");
  int error = EBUSY;
  for (int left = tries; left && error == EBUSY; left--) {
    error = remove_below(path);
    // A killed process counts until it is gone.
    if (error == EBUSY) nanosleep(&pause, NULL);
  }
  return error && error != ENOENT ? fail(failure, error, "remove the cgroup of %s", id) : true;
}
