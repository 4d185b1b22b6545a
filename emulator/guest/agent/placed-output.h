#ifndef SLIPWAY_PLACED_OUTPUT_H
#define SLIPWAY_PLACED_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

/**
 * A program's output by way of the layers disk, for archives: a megabyte is there with one DMA, while a pipe and the
 * port cost the emulated CPU a copy each and more.
 *
 * The host offers it in the environment, SLIPWAY_OUTPUT=OFFSET,OFFSET: two places of MAX_PLACED_BYTES on the disk, taken
 * by turns. stdout has for each piece a u32 (little-endian), its length; the piece begins at the next place. For each
 * that the host has taken it sends a byte to stdin. This side writes no third before the first is taken.
 */

/** stdout itself where nothing is offered. Ends the program when what is offered cannot be used. Call it once. */
FILE *output_open(void);
/** Writes what one read(2) of at most `count` bytes gives, and returns what that does; -1 also when writing fails. */
ssize_t output_read_from(FILE *out, int in, size_t count);
/** Writes what is left. False with errno when anything was not written. */
bool output_close(FILE *out);

#endif
