#include "container-changes.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>

#include "own.h"
#include "places.h"

/** Mount points that dockerd has in a layer of its own below the container's, so that they are no changes. */
static const char *const provided[] = {
  "/dev", "/dev/pts", "/dev/shm", "/dev/mqueue", "/dev/console", "/proc", "/sys", "/etc", "/etc/hosts", "/etc/hostname",
  "/etc/resolv.conf", "/etc/mtab", "/.dockerenv",
};

struct walk {
  const char *upper;
  const char *lower;
};

bool is_provided(const char *path) {
  for (size_t index = 0; index < sizeof provided / sizeof *provided; index++)
    if (strcmp(path, provided[index]) == 0) return true;
  return false;
}

bool is_whiteout(const struct stat *status) {
  return S_ISCHR(status->st_mode) && status->st_rdev == makedev(0, 0);
}

bool is_opaque(const char *path) {
  char value;
  return lgetxattr(path, "trusted.overlay.opaque", &value, 1) == 1 && value == 'y';
}

bool is_changed(const struct stat *now, const struct stat *before) {
  if (now->st_mode != before->st_mode || now->st_uid != before->st_uid || now->st_gid != before->st_gid ||
      now->st_rdev != before->st_rdev)
    return true;
  if (S_ISDIR(now->st_mode)) return false;
  return now->st_size != before->st_size || now->st_mtim.tv_sec != before->st_mtim.tv_sec ||
         now->st_mtim.tv_nsec != before->st_mtim.tv_nsec;
}

static int no_dots(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int by_bytes(const struct dirent **left, const struct dirent **right) {
  return strcmp((*left)->d_name, (*right)->d_name);
}

static bool exists(const char *root, const char *path, struct stat *status) {
  path_text full;
  if (strlen(root) + strlen(path) >= sizeof full) return false;
  format_path(full, "%s%s", root, path);
  return lstat(full, status) == 0;
}

static void print(FILE *out, char kind, const char *path) {
  fprintf(out, "%c %s", kind, path);
  fputc(0, out);
}

/** What the image has in a directory that hides it all and does not have it itself. */
static void print_hidden(const struct walk *walk, const char *path, FILE *out) {
  path_text folder;
  struct dirent **entries;
  struct stat status;
  format_path(folder, "%s%s", walk->lower, path);
  int count = scandir(folder, &entries, no_dots, by_bytes);
  for (int index = 0; index < count; index++) {
    path_text child;
    format_path(child, "%s/%s", path, entries[index]->d_name);
    free(entries[index]);
    if (!exists(walk->upper, child, &status)) print(out, 'D', child);
  }
  if (count >= 0) free(entries);
}

static void visit_directory(const struct walk *walk, const char *path, FILE *out);

static void visit(const struct walk *walk, const char *path, FILE *out) {
  struct stat now, before;
  if (!exists(walk->upper, path, &now)) return;
  bool known = exists(walk->lower, path, &before);
  if (is_whiteout(&now)) {
    if (known) print(out, 'D', path);
    return;
  }
  bool directory = S_ISDIR(now.st_mode);
  if (!known && !is_provided(path)) {
    print(out, 'A', path);
    if (directory) visit_directory(walk, path, out);
    return;
  }
  char *below = NULL;
  size_t length = 0;
  FILE *inner = open_memstream(&below, &length);
  if (!inner) return;
  path_text full;
  format_path(full, "%s%s", walk->upper, path);
  if (directory) visit_directory(walk, path, inner);
  if (known && S_ISDIR(before.st_mode) && (!directory || is_opaque(full))) print_hidden(walk, path, inner);
  fclose(inner);
  // A directory is changed by what changed in it.
  if (length || (known && is_changed(&now, &before))) print(out, 'C', path);
  fwrite(below, 1, length, out);
  free(below);
}

static void visit_directory(const struct walk *walk, const char *path, FILE *out) {
  path_text folder;
  struct dirent **entries;
  format_path(folder, "%s%s", walk->upper, path);
  int count = scandir(folder, &entries, no_dots, by_bytes);
  for (int index = 0; index < count; index++) {
    path_text child;
    if (strlen(path) + strlen(entries[index]->d_name) + strlen(walk->upper) + strlen(walk->lower) + 2 < sizeof child) {
      format_path(child, "%s/%s", path, entries[index]->d_name);
      visit(walk, child, out);
    }
    free(entries[index]);
  }
  if (count >= 0) free(entries);
}

void print_changes(const char *upper, const char *lower, FILE *out) {
  struct walk walk = {.upper = upper, .lower = lower};
  visit_directory(&walk, "", out);
}
