#ifndef SLIPWAY_CONTAINER_LAYER_H
#define SLIPWAY_CONTAINER_LAYER_H

#include <stdbool.h>
#include <stdio.h>

/**
 * Writes what the overlay's upper directory adds to the image's merged layers in `lower` as an OCI layer (image
 * specification, layer.md): whiteouts as ".wh.<name>", opaque directories with ".wh..wh..opq", names in the order of
 * strcmp(3), a directory before what is in it, several names of a file as hard links to the first. Sockets and the
 * mount points that every container has are left out. False with errno; a container that has no directory has an empty
 * layer.
 */
bool write_layer(const char *upper, const char *lower, FILE *out);

#endif
