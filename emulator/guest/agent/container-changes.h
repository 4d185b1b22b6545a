#ifndef SLIPWAY_CONTAINER_CHANGES_H
#define SLIPWAY_CONTAINER_CHANGES_H

#include <stdio.h>

/**
 * Prints "K path\0" for every difference that the overlay's upper directory makes to the image's merged layers in
 * `lower`: K is A (added), C (changed), D (deleted). A directory comes before what is in it, siblings are in the
 * order of strcmp(3). As dockerd compares: by type, mode, owner, device, and of files by size and mtime.
 */
void print_changes(const char *upper, const char *lower, FILE *out);

#endif
