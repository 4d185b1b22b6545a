#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "own.h"

bool make_parents(const char *path, mode_t mode, struct failure *failure) {
  char parent[PATH_MAX];
  if (strlen(path) >= sizeof parent) return fail(failure, ENAMETOOLONG, "make folders for %s", path);
  strcpy(parent, path);
  char *slash = strrchr(parent, '/');
  if (!slash || slash == parent) return true;
  *slash = 0;
  return make_directories(parent, mode, failure);
}

bool make_directories(const char *path, mode_t mode, struct failure *failure) {
  // Mostly all but the last part is there already.
  if (mkdir(path, mode) == 0 || errno == EEXIST) return true;
  if (errno != ENOENT) return fail(failure, errno, "mkdir %s", path);
  if (!make_parents(path, mode, failure)) return false;
  if (mkdir(path, mode) == 0 || errno == EEXIST) return true;
  return fail(failure, errno, "mkdir %s", path);
}

static bool write_all(int fd, const char *content, size_t length) {
  while (length) {
    ssize_t count = write(fd, content, length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    content += count;
    length -= (size_t)count;
  }
  return true;
}

bool write_file(const char *path, const void *content, size_t length, mode_t mode, struct failure *failure) {
  OWN_FD fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (fd < 0 && errno == ENOENT) {
    if (!make_parents(path, 0755, failure)) return false;
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  }
  if (fd < 0 || !write_all(fd, content, length)) return fail(failure, errno, "write %s", path);
  return true;
}

bool write_value(const char *path, const char *value) {
  OWN_FD fd = open(path, O_WRONLY | O_CLOEXEC);
  return fd >= 0 && write(fd, value, strlen(value)) >= 0;
}

ssize_t read_small_file(const char *path, char *text, size_t size) {
  OWN_FD fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  size_t length = 0;
  ssize_t count = 0;
  while (length < size - 1 && (count = read(fd, text + length, size - 1 - length)) > 0) length += (size_t)count;
  text[length] = 0;
  return count < 0 ? -1 : (ssize_t)length;
}

static int remove_at(int parent, const char *name, dev_t device);

/** Empties an open directory; its descriptor is taken over. */
static int empty_directory(int fd, dev_t device) {
  OWN_DIRECTORY *directory = fdopendir(fd);
  if (!directory) {
    close(fd);
    return errno;
  }
  int result = 0;
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    int error = 0;
    // A folder is known by its type, so that most entries cost one call.
    if (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN && unlinkat(dirfd(directory), entry->d_name, 0) < 0)
      error = errno;
    else if (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN)
      error = remove_at(dirfd(directory), entry->d_name, device);
    if (error && error != ENOENT) result = error;
  }
  return result;
}

static int remove_at(int parent, const char *name, dev_t device) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return errno == ENOTDIR || errno == ELOOP ? (unlinkat(parent, name, 0) < 0 ? errno : 0) : errno;
  struct stat status;
  if (fstat(fd, &status) < 0 || (device && status.st_dev != device)) {
    close(fd);
    return EBUSY;
  }
  int error = empty_directory(fd, status.st_dev);
  if (error) return error;
  return unlinkat(parent, name, AT_REMOVEDIR) < 0 ? errno : 0;
}

int remove_tree(const char *path) {
  return remove_at(AT_FDCWD, path, 0);
}
