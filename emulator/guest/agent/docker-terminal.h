#ifndef SLIPWAY_DOCKER_TERMINAL_H
#define SLIPWAY_DOCKER_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

/** The terminal that the `docker` command was typed in. */

/** Rows and columns of whichever of stdout, stdin, stderr is a terminal; 0 × 0 when none is. */
void terminal_size(uint16_t *rows, uint16_t *columns);
/** Raw mode on stdin, or back to what it was. At exit it is put back in any case. */
void terminal_set_raw(bool on);

#endif
