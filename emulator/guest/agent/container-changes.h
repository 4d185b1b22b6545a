#ifndef SLIPWAY_CONTAINER_CHANGES_H
#define SLIPWAY_CONTAINER_CHANGES_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>

/**
 * Prints "K path\0" for every difference that the overlay's upper directory makes to the image's merged layers in
 * `lower`: K is A (added), C (changed), D (deleted). A directory comes before what is in it, siblings are in the
 * order of strcmp(3). As dockerd compares: by type, mode, owner, device, and of files by size and mtime.
 */
void print_changes(const char *upper, const char *lower, FILE *out);

/** A mount point that every container has, which dockerd keeps in a layer of its own below the container's. */
bool is_provided(const char *path);
/** overlayfs' mark of what is removed: a character device 0/0. */
bool is_whiteout(const struct stat *status);
/** A directory that hides all that the layers below have in it. */
bool is_opaque(const char *path);
/** By type, mode, owner and device, and what is no directory by size and mtime. */
bool is_changed(const struct stat *now, const struct stat *before);

#endif
