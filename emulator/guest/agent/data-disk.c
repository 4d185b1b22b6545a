#include "data-disk.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answer.h"
#include "own.h"
#include "places.h"
#include "tree.h"

/** Deletes in the background what a power cut left half deleted. */
static void empty_trash(void) {
  rename(TRASH_FOLDER, OLD_TRASH_FOLDER);
  // A worker has no other children; this one is nobody's to wait for.
  signal(SIGCHLD, SIG_IGN);
  if (fork() == 0) _exit(remove_tree(OLD_TRASH_FOLDER));
}

static bool is_mount_point(const char *path) {
  struct stat here, parent;
  return stat(path, &here) == 0 && stat(DATA_FOLDER "/..", &parent) == 0 && here.st_dev != parent.st_dev;
}

static bool do_mount_data(const struct chore_input *input, struct failure *failure) {
  (void)input;
  static const char *const folders[] = {"overlay2", "containers", "volumes", "workspace", "trash"};
  if (!make_directories(DATA_FOLDER, 0711, failure) || !make_directories(WORKSPACE_FOLDER, 0755, failure)) return false;
  if (is_mount_point(DATA_FOLDER)) return true;
  if (mount(DATA_DISK, DATA_FOLDER, "ext4", MS_NOATIME, "data=ordered,errors=remount-ro") < 0)
    return fail(failure, errno, "mount %s", DATA_DISK);
  empty_trash();
  for (size_t index = 0; index < sizeof folders / sizeof *folders; index++) {
    path_text path;
    format_path(path, DATA_FOLDER "/%s", folders[index]);
    // Docker's modes: images and containers are nobody's business, a workspace is everybody's.
    if (!make_directories(path, strcmp(folders[index], "workspace") ? 0710 : 0755, failure)) return false;
  }
  if (mount(DATA_FOLDER "/workspace", WORKSPACE_FOLDER, NULL, MS_BIND, NULL) < 0)
    return fail(failure, errno, "mount %s", WORKSPACE_FOLDER);
  return true;
}

static bool do_sync(const struct chore_input *input, struct failure *failure) {
  (void)input;
  (void)failure;
  sync();
  return true;
}

static bool do_settle(const struct chore_input *input, struct failure *failure) {
  (void)input;
  sync();
  if (!write_value("/proc/sys/vm/drop_caches", "3")) return fail(failure, errno, "drop caches");
  // Free pages that lie together are zero pages that lie together: they compress to nothing.
  if (!write_value("/proc/sys/vm/compact_memory", "1") && errno != ENOENT) return fail(failure, errno, "compact memory");
  return true;
}

void mount_data(struct stream *stream, struct reader *arguments) {
  (void)arguments;
  static const struct chore_input nothing;
  answer_by_worker(stream, LANE_PROMPT, do_mount_data, &nothing);
}

void sync_disks(struct stream *stream, struct reader *arguments) {
  (void)arguments;
  static const struct chore_input nothing;
  answer_by_worker(stream, LANE_PROMPT, do_sync, &nothing);
}

void settle(struct stream *stream, struct reader *arguments) {
  (void)arguments;
  static const struct chore_input nothing;
  answer_by_worker(stream, LANE_PROMPT, do_settle, &nothing);
}
