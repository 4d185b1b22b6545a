#include "container-files.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "container-changes.h"
#include "container-layer.h"
#include "failure.h"
#include "layer.h"
#include "own.h"
#include "placed-output.h"
#include "places.h"
#include "tree-archive.h"
#include "tree.h"

enum { DONE = 0, FAILED = 1, MISSING = 2, NOT_A_DIRECTORY = 3, CIRCLE = 4, UNREADABLE = 5 };

static const long overlayMagic = 0x794c7630;
static const unsigned maxLayers = 128;
/** Free for the image alone, in a mount namespace that nobody shares. */
static const char imageFolder[] = "/mnt";

struct request {
  const char *command;
  const char *id;
  char *layers[129];
  const char *path;
  /** Pairs of source and destination; NULL at the end. */
  char **binds;
};

static bool split_layers(char *text, char **layers, struct failure *failure) {
  unsigned count = 0;
  for (char *rest = text, *id; (id = strsep(&rest, ":"));) {
    if (!*id) continue;
    if (count == maxLayers) return fail(failure, E2BIG, "read the layers");
    layers[count++] = id;
  }
  layers[count] = NULL;
  return true;
}

/** While the container runs its root file system is mounted already, and must not be a second time. */
static bool mount_root(const struct request *request, path_text merged, struct failure *failure) {
  struct statfs status;
  format_path(merged, UPPER_FOLDER "/%s/merged", request->id);
  if (statfs(merged, &status) == 0 && status.f_type == overlayMagic) return true;
  path_text upper, work;
  char lowerdir[3072], options[4096];
  format_path(upper, UPPER_FOLDER "/%s/diff", request->id);
  format_path(work, UPPER_FOLDER "/%s/work", request->id);
  if (!make_directories(upper, 0755, failure) || !make_directories(work, 0700, failure) ||
      !make_directories(merged, 0755, failure) ||
      !layers_lowerdir(request->layers, lowerdir, sizeof lowerdir, failure))
    return false;
  int length = snprintf(options, sizeof options, "lowerdir=%s,upperdir=%s,workdir=%s", lowerdir, upper, work);
  if ((size_t)length >= sizeof options) return fail(failure, E2BIG, "mount the root file system");
  if (mount("overlay", merged, "overlay", MS_NOATIME, options) == 0) return true;
  return fail(failure, errno, "mount the root file system %s", merged);
}

/** The layers without the container; a directory below makes them the two that overlayfs wants. */
static bool mount_image(const struct request *request, struct failure *failure) {
  char lowerdir[3072], options[4096];
  if (!layers_lowerdir(request->layers, lowerdir, sizeof lowerdir, failure)) return false;
  snprintf(options, sizeof options, "lowerdir=%s:%s", lowerdir, EMPTY_FOLDER);
  if (mount("overlay", imageFolder, "overlay", MS_RDONLY, options) == 0) return true;
  return fail(failure, errno, "mount the image of %s", request->id);
}

/**
 * Makes the container's root the root. Sources of mounts are taken up before, so that destinations are looked for
 * inside, where symbolic links lead where the container's do.
 */
static bool enter_root(const struct request *request, struct failure *failure) {
  path_text merged;
  if (!mount_root(request, merged, failure)) return false;
  int trees[64];
  size_t count = 0;
  for (char **bind = request->binds; *bind && bind[1] && count < sizeof trees / sizeof *trees; bind += 2)
    trees[count++] = open_tree(AT_FDCWD, bind[0], OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
  if (chroot(merged) < 0 || chdir("/") < 0) return fail(failure, errno, "enter %s", merged);
  for (size_t index = 0; index < count; index++) {
    const char *target = request->binds[2 * index + 1];
    struct stat source;
    if (trees[index] < 0) continue;
    if (fstat(trees[index], &source) == 0 && S_ISDIR(source.st_mode)) make_directories(target, 0755, failure);
    // A mount point that is not there shows nothing, as the container would not start with it.
    if (move_mount(trees[index], "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH) < 0 && errno != ENOENT)
      return fail(failure, errno, "mount %s", target);
  }
  return true;
}

static int missing(void) {
  return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? MISSING : (perror("look up the path"), FAILED);
}

/** "/a/b" → directory "/a", name "b"; "/a/." and "/a/" → "/a", "."; "/" → "/", ".". */
static const char *split_path(const char *path, path_text folder) {
  format_path(folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (!slash) return path;
  const char *name = path + (slash - folder) + 1;
  slash[slash == folder ? 1 : 0] = 0;
  return *name ? name : ".";
}

/** Of the folder that a path without a slash at its end lies in. */
static void real_folder(const char *path, path_text result) {
  path_text folder;
  format_path(folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (slash) slash[slash == folder ? 1 : 0] = 0;
  OWN_MEMORY char *real = realpath(slash ? folder : ".", NULL);
  format_path(result, "%s", real && real[1] ? real : "");
}

/**
 * Where a symbolic link leads, whatever is there, as an absolute path; NULL and errno when links lead to each other or
 * there is no such folder.
 */
static char *link_target(const char *name) {
  char *real = realpath(name, NULL);
  if (real || errno != ENOENT) return real;
  path_text path, folder, next;
  char link[PATH_MAX];
  format_path(path, "%s", name);
  // realpath(3) would have told of a circle.
  for (ssize_t length; (length = readlink(path, link, sizeof link - 1)) >= 0;) {
    link[length] = 0;
    real_folder(path, folder);
    if (link[0] == '/') format_path(next, "%s", link);
    else format_path(next, "%s/%s", folder, link);
    memcpy(path, next, sizeof next);
  }
  real_folder(path, folder);
  const char *last = strrchr(path, '/');
  format_path(next, "%s/%s", folder, last ? last + 1 : path);
  return strdup(next);
}

static int print_status(const char *path) {
  struct stat status;
  path_text folder;
  OWN_MEMORY char *target = NULL;
  const char *name = split_path(path, folder);
  if (chdir(folder) < 0 || lstat(name, &status) < 0) return missing();
  if (S_ISLNK(status.st_mode) && !(target = link_target(name)) && errno == ELOOP) return CIRCLE;
  printf("%u %lld %lld %ld\n%s\n", status.st_mode, (long long)status.st_size, (long long)status.st_mtim.tv_sec,
         status.st_mtim.tv_nsec, target ? target : "");
  return DONE;
}

/** tar, from outside the root that it works in. */
static int run_tar(int busybox, char **argv) {
  static char *const env[] = {NULL};
  fexecve(busybox, argv, env);
  perror("start tar");
  return FAILED;
}

static int put_archive(FILE *out, const char *name) {
  if (write_archive(out, name)) return DONE;
  perror("read the files");
  return UNREADABLE;
}

static int pack(FILE *out, const char *path) {
  struct stat status;
  path_text folder;
  const char *name = split_path(path, folder);
  if (chdir(folder) < 0 || lstat(name, &status) < 0) return missing();
  return put_archive(out, name);
}

static int unpack(int busybox, const char *path) {
  struct stat status;
  if (stat(path, &status) < 0) return missing();
  if (!S_ISDIR(status.st_mode)) return NOT_A_DIRECTORY;
  if (chdir(path) < 0) return missing();
  return run_tar(busybox, (char *[]){"tar", "-x", "-p", "--numeric-owner", "-f", "-", NULL});
}

static int print_all_changes(const struct request *request, struct failure *failure) {
  path_text upper;
  format_path(upper, UPPER_FOLDER "/%s/diff", request->id);
  if (!mount_image(request, failure)) return fprintf(stderr, "%s\n", failure->message), FAILED;
  print_changes(upper, imageFolder, stdout);
  return DONE;
}

static int print_layer(const struct request *request, FILE *out, struct failure *failure) {
  path_text upper;
  format_path(upper, UPPER_FOLDER "/%s/diff", request->id);
  if (!mount_image(request, failure)) return fprintf(stderr, "%s\n", failure->message), FAILED;
  bool ok = write_layer(upper, imageFolder, out);
  if (output_close(out) && ok) return DONE;
  perror("read the container's files");
  return FAILED;
}

static int run(const struct request *request) {
  struct failure failure = {0};
  const char *command = request->command;
  OWN_FD busybox = open("/bin/busybox", O_RDONLY | O_CLOEXEC);
  if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) {
    perror("make a mount namespace");
    return FAILED;
  }
  if (strcmp(command, "changes") == 0) return print_all_changes(request, &failure);
  // The disk is outside.
  FILE *out = output_open();
  if (strcmp(command, "layer") == 0) return print_layer(request, out, &failure);
  if (!enter_root(request, &failure)) return fprintf(stderr, "%s\n", failure.message), FAILED;
  if (strcmp(command, "stat") == 0) return print_status(request->path);
  if (strcmp(command, "pack") == 0) return pack(out, request->path);
  if (strcmp(command, "unpack") == 0) return unpack(busybox, request->path);
  if (strcmp(command, "export") == 0) return put_archive(out, NULL);
  fprintf(stderr, "container-files: unknown command %s\n", command);
  return FAILED;
}

int container_files_main(int count, char **arguments) {
  struct failure failure;
  struct request request = {0};
  if (count < 5 || !is_id(arguments[2]) || arguments[4][0] != '/' || strlen(arguments[4]) >= PATH_MAX) {
    fputs("usage: container-files COMMAND ID LAYERS PATH [SOURCE DESTINATION]...\n", stderr);
    return FAILED;
  }
  request.command = arguments[1];
  request.id = arguments[2];
  request.path = arguments[4];
  request.binds = arguments + 5;
  if (!split_layers(arguments[3], request.layers, &failure)) return fprintf(stderr, "%s\n", failure.message), FAILED;
  umask(0);
  int result = run(&request);
  return fflush(stdout) == 0 ? result : FAILED;
}
