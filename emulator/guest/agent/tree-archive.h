#ifndef SLIPWAY_TREE_ARCHIVE_H
#define SLIPWAY_TREE_ARCHIVE_H

#include <stdbool.h>
#include <stdio.h>

/**
 * Writes an archive of what is called `name` in the working directory, or of all that is there when `name` is NULL, and
 * closes `out` (placed-output.h). False with errno.
 */
bool write_archive(FILE *out, const char *name);

/**
 * A program for the guest's own files:
 *
 *   tree-archive DIRECTORY NAME   an archive of NAME in DIRECTORY; its members begin with NAME
 *
 * Exits with 0, or 1 with a message on stderr.
 */
int tree_archive_main(int count, char **arguments);

#endif
