#ifndef SLIPWAY_LAYER_H
#define SLIPWAY_LAYER_H

#include "stream.h"

/** Image layers: erofs images on the layers disk, each mounted read-only at /run/slipway/layers/<id>. */

void mount_layer(struct stream *stream, struct reader *arguments);
void unmount_layer(struct stream *stream, struct reader *arguments);

/**
 * Makes what is below every image, so that a container has it without having written it: mount points of what is always
 * mounted, /etc/mtab and /.dockerenv (moby: daemon/initlayer).
 */
bool layers_prepare(struct failure *failure);

/** The overlay's lowerdir for these layers, the topmost first; false when one is not mounted or they are too many. */
bool layers_lowerdir(char *const *ids, char *lowerdir, size_t size, struct failure *failure);

#endif
