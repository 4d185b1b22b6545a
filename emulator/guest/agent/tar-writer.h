#ifndef SLIPWAY_TAR_WRITER_H
#define SLIPWAY_TAR_WRITER_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>

/** Writes tar archives as Docker's layers are: ustar headers, pax records only for what does not fit in them (pax(1)). */

struct tar_member {
  /** Relative, without a slash in front; a directory's ends in one. */
  const char *name;
  /** ustar's: '0' file, '1' hard link, '2' symbolic link, '3', '4' devices, '5' directory, '6' fifo. */
  char type;
  /** Of a hard or symbolic link, else "". */
  const char *link;
  /** Mode, owner, mtime (in seconds, as Docker's are), device; size of a file. */
  struct stat status;
  /** A file to take extended attributes from (without following links); NULL for none. */
  const char *attributes;
  /** Names of the owners; NULL or "" for none. */
  const char *user, *group;
};

/** The header, with pax records before it when it needs them. False with errno. */
bool tar_put_header(FILE *out, const struct tar_member *member);
/** What `in` holds up to member->status.st_size bytes, zeros where it is shorter by now, and the padding. */
bool tar_put_content(FILE *out, int in, const struct tar_member *member);
/** The end of the archive. */
bool tar_put_end(FILE *out);

#endif
