#ifndef SLIPWAY_TREE_H
#define SLIPWAY_TREE_H

#include <stddef.h>
#include <sys/types.h>

#include "failure.h"

/** Work on files and trees of files. */

/** mkdir(2) with parents; what exists is left as it is. */
bool make_directories(const char *path, mode_t mode, struct failure *failure);
/** The same for the folder that `path` lies in. */
bool make_parents(const char *path, mode_t mode, struct failure *failure);
bool write_file(const char *path, const void *content, size_t length, mode_t mode, struct failure *failure);
/** One write(2) to a file that exists, as /proc and /sys want it; false with errno. */
bool write_value(const char *path, const char *value);
/** Reads a small file as text, at most `size` - 1 bytes; its length, -1 with errno. */
ssize_t read_small_file(const char *path, char *text, size_t size);
/** Removes a file or a tree, never crossing into another file system. 0 or an errno; ENOENT when not there. */
int remove_tree(const char *path);

#endif
