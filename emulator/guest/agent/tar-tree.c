#include "tar-tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "failure.h"
#include "own.h"
#include "places.h"
#include "tar-writer.h"

struct first_name {
  dev_t device;
  ino_t inode;
  char *name;
};

static int by_inode(const void *left, const void *right) {
  const struct first_name *a = left, *b = right;
  if (a->device != b->device) return a->device < b->device ? -1 : 1;
  return a->inode < b->inode ? -1 : a->inode > b->inode;
}

static void release_name(void *pointer) {
  struct first_name *first = pointer;
  free(first->name);
  free(first);
}

/** The name this file was written under already; NULL, and remembered, the first time. */
static const char *earlier_name(struct tar_tree *tree, const struct stat *status, const char *name) {
  if (status->st_nlink < 2 || S_ISSOCK(status->st_mode)) return NULL;
  struct first_name *first = allocate(sizeof *first);
  *first = (struct first_name){.device = status->st_dev, .inode = status->st_ino};
  struct first_name **found = tsearch(first, &tree->links, by_inode);
  if (!found) die("out of memory");
  if (*found != first) {
    free(first);
    return (*found)->name;
  }
  first->name = strdup(name);
  if (!first->name) die("out of memory");
  return NULL;
}

/** One that is no file might never end. */
static FILE *open_database(const char *path) {
  OWN_FD fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) return NULL;
  FILE *file = fdopen(fd, "r");
  if (file) take_fd(&fd);
  return file;
}

static void set_name(struct owner_name *owner, const char *name) {
  snprintf(owner->name, sizeof owner->name, "%s", name);
}

static const char *user_name(struct owner_name *owner, uid_t id) {
  if (owner->known && owner->id == id) return owner->name;
  *owner = (struct owner_name){.known = true, .id = id};
  FILE *file = open_database("/etc/passwd");
  for (struct passwd *entry; file && !owner->name[0] && (entry = fgetpwent(file));)
    if (entry->pw_uid == id) set_name(owner, entry->pw_name);
  if (file) fclose(file);
  return owner->name;
}

static const char *group_name(struct owner_name *owner, gid_t id) {
  if (owner->known && owner->id == id) return owner->name;
  *owner = (struct owner_name){.known = true, .id = id};
  FILE *file = open_database("/etc/group");
  for (struct group *entry; file && !owner->name[0] && (entry = fgetgrent(file));)
    if (entry->gr_gid == id) set_name(owner, entry->gr_name);
  if (file) fclose(file);
  return owner->name;
}

static bool put_header(struct tar_tree *tree, struct tar_member *member) {
  if (tree->named) {
    member->user = user_name(&tree->user, member->status.st_uid);
    member->group = group_name(&tree->group, member->status.st_gid);
  }
  return tar_put_header(tree->out, member);
}

static bool put_file(struct tar_tree *tree, struct tar_member *member) {
  OWN_FD in = open(member->attributes, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOATIME);
  // It went while its owner ran on.
  if (in < 0) return errno == ENOENT;
  return put_header(tree, member) && tar_put_content(tree->out, in, member);
}

bool tar_put_leaf(struct tar_tree *tree, const char *full, const char *name, const struct stat *status) {
  struct tar_member member = {.name = name, .link = "", .status = *status, .attributes = full};
  const char *earlier = earlier_name(tree, status, name);
  path_text target;
  if (earlier) {
    member.type = '1';
    member.link = earlier;
    member.attributes = NULL;
    return put_header(tree, &member);
  }
  switch (status->st_mode & S_IFMT) {
    case S_IFREG:
      member.type = '0';
      return put_file(tree, &member);
    case S_IFLNK: {
      ssize_t length = readlink(full, target, sizeof target - 1);
      if (length < 0) return false;
      target[length] = 0;
      member.type = '2';
      member.link = target;
      break;
    }
    case S_IFCHR: member.type = '3'; break;
    case S_IFBLK: member.type = '4'; break;
    case S_IFIFO: member.type = '6'; break;
    default: return true;
  }
  return put_header(tree, &member);
}

static int no_dots(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int by_bytes(const struct dirent **left, const struct dirent **right) {
  return strcmp((*left)->d_name, (*right)->d_name);
}

/** "folder" and "name", or "folder/" and "name". */
static bool join(path_text path, const char *folder, const char *name) {
  size_t length = strlen(folder);
  const char *slash = length && folder[length - 1] != '/' ? "/" : "";
  if ((size_t)snprintf(path, sizeof(path_text), "%s%s%s", folder, slash, name) < sizeof(path_text)) return true;
  errno = ENAMETOOLONG;
  return false;
}

static bool put_directory(struct tar_tree *tree, const char *full, const char *name, const struct stat *status) {
  path_text own, path, member;
  if (!join(own, name, "")) return false;
  struct tar_member self = {.name = own, .type = '5', .link = "", .status = *status, .attributes = full};
  if (!put_header(tree, &self)) return false;
  struct dirent **entries;
  int count = scandir(full, &entries, no_dots, by_bytes);
  if (count < 0) return errno == ENOENT;
  bool ok = true;
  for (int index = 0; index < count; index++) {
    const char *entry = entries[index]->d_name;
    ok = ok && join(path, full, entry) && join(member, name, entry) && tar_put_tree(tree, path, member);
    free(entries[index]);
  }
  free(entries);
  return ok;
}

bool tar_put_tree(struct tar_tree *tree, const char *full, const char *name) {
  struct stat status;
  if (lstat(full, &status) < 0) return errno == ENOENT;
  if (S_ISDIR(status.st_mode)) return put_directory(tree, full, name, &status);
  return tar_put_leaf(tree, full, name, &status);
}

void tar_tree_release(struct tar_tree *tree) {
  tdestroy(tree->links, release_name);
  tree->links = NULL;
}
