#ifndef SLIPWAY_TAR_TREE_H
#define SLIPWAY_TAR_TREE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>

/** What /etc/passwd or /etc/group calls an id; '' for one that is not there. */
struct owner_name {
  bool known;
  unsigned id;
  char name[32];
};

/** An archive of files as they are; all zero but for `out` and `named` in the beginning. */
struct tar_tree {
  FILE *out;
  /** With the names of owners, as /etc/passwd and /etc/group have them. */
  bool named;
  /** The last ones. */
  struct owner_name user, group;
  /** Files with several names, a `struct first_name` each: tsearch(3). */
  void *links;
};

/**
 * Puts what is no directory, called `name`: several names of a file are hard links to the first. Sockets are left out,
 * and what is gone. False with errno.
 */
bool tar_put_leaf(struct tar_tree *tree, const char *full, const char *name, const struct stat *status);
/** Puts a tree whose root is called `name`: a directory before what is in it, names in the order of strcmp(3). */
bool tar_put_tree(struct tar_tree *tree, const char *full, const char *name);
void tar_tree_release(struct tar_tree *tree);

#endif
