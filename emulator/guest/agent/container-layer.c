#include "container-layer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "container-changes.h"
#include "failure.h"
#include "own.h"
#include "places.h"
#include "tar-tree.h"
#include "tar-writer.h"

struct walk {
  const char *upper;
  const char *lower;
  FILE *out;
  struct tar_tree tree;
};

static int no_dots(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int by_bytes(const struct dirent **left, const struct dirent **right) {
  return strcmp((*left)->d_name, (*right)->d_name);
}

static bool join(path_text path, const char *first, const char *second, const char *third) {
  int length = snprintf(path, sizeof(path_text), "%s%s%s", first, second, third);
  if ((size_t)length < sizeof(path_text)) return true;
  errno = ENAMETOOLONG;
  return false;
}

static bool put_empty_file(struct walk *walk, const char *name, const struct stat *like, mode_t mode) {
  struct tar_member member = {.name = name, .type = '0', .link = "", .status = *like};
  member.status.st_mode = mode;
  member.status.st_size = 0;
  return tar_put_header(walk->out, &member);
}

/** "/etc/passwd" → "etc/.wh.passwd" */
static bool put_whiteout(struct walk *walk, const char *path, const struct stat *status) {
  path_text folder, name;
  const char *base = strrchr(path, '/') + 1;
  format_path(folder, "%.*s", (int)(base - path - 1), path + 1);
  if (!join(name, folder, ".wh.", base)) return false;
  return put_empty_file(walk, name, status, 0600);
}

static bool put_directory(struct walk *walk, const char *full, const char *path, const struct stat *status) {
  path_text name;
  if (!join(name, path + 1, "/", "")) return false;
  struct tar_member member = {.name = name, .type = '5', .link = "", .status = *status, .attributes = full};
  if (!tar_put_header(walk->out, &member)) return false;
  if (!is_opaque(full)) return true;
  return join(name, path + 1, "/.wh..wh..opq", "") && put_empty_file(walk, name, status, status->st_mode & 0777);
}

/** A provided mount point is a change only when something else is in it, or the image has it and differently. */
static bool is_left_out(const struct walk *walk, const char *full, const char *path, const struct stat *now) {
  struct stat before;
  path_text lower, child, below;
  if (!is_provided(path) || is_whiteout(now)) return false;
  if (!join(lower, walk->lower, path, "")) return false;
  bool known = lstat(lower, &before) == 0;
  if (known && is_changed(now, &before)) return false;
  if (!S_ISDIR(now->st_mode)) return known || now->st_size == 0 || !S_ISREG(now->st_mode);
  if (known && is_opaque(full)) return false;
  OWN_DIRECTORY *directory = opendir(full);
  for (struct dirent *entry; directory && (entry = readdir(directory));) {
    struct stat status;
    if (!no_dots(entry) || !join(child, path, "/", entry->d_name) || !join(below, walk->upper, child, "")) continue;
    if (lstat(below, &status) == 0 && !is_left_out(walk, below, child, &status)) return false;
  }
  return true;
}

static bool put_all_in(struct walk *walk, const char *path);

static bool put_entry(struct walk *walk, const char *path) {
  struct stat status;
  path_text full;
  if (!join(full, walk->upper, path, "")) return false;
  // It went while the container ran on.
  if (lstat(full, &status) < 0) return errno == ENOENT;
  if (is_left_out(walk, full, path, &status)) return true;
  if (is_whiteout(&status)) return put_whiteout(walk, path, &status);
  if (!S_ISDIR(status.st_mode)) return tar_put_leaf(&walk->tree, full, path + 1, &status);
  return put_directory(walk, full, path, &status) && put_all_in(walk, path);
}

static bool put_all_in(struct walk *walk, const char *path) {
  path_text folder, child;
  struct dirent **entries;
  if (!join(folder, walk->upper, path, "")) return false;
  int count = scandir(folder, &entries, no_dots, by_bytes);
  if (count < 0) return errno == ENOENT;
  bool ok = true;
  for (int index = 0; index < count; index++) {
    ok = ok && join(child, path, "/", entries[index]->d_name) && put_entry(walk, child);
    free(entries[index]);
  }
  free(entries);
  return ok;
}

bool write_layer(const char *upper, const char *lower, FILE *out) {
  struct walk walk = {.upper = upper, .lower = lower, .out = out, .tree = {.out = out}};
  bool ok = put_all_in(&walk, "") && tar_put_end(out);
  tar_tree_release(&walk.tree);
  return ok;
}
