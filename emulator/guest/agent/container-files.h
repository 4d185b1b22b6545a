#ifndef SLIPWAY_CONTAINER_FILES_H
#define SLIPWAY_CONTAINER_FILES_H

/**
 * A container's files as it sees them, for `docker cp`, `diff`, `export` and `commit`; a program of its own because it enters
 * the container's root file system in a mount namespace of its own, which goes with it. Whether the container runs
 * makes no difference.
 *
 *   container-files COMMAND ID LAYERS PATH [SOURCE DESTINATION]...
 *
 * LAYERS is the layers' ids, the topmost first, with ':' between. Binds and volumes are the pairs behind PATH.
 *
 *   stat     prints st_mode, size, mtime's seconds and nanoseconds, then on a line of its own where PATH leads to
 *            (the end of its symbolic links, '' for a dangling one)
 *   pack     a tar archive of PATH on stdout: its members begin with the last part of PATH ('.' after "/.")
 *   unpack   unpacks a tar archive from stdin in the directory PATH
 *   export   a tar archive of everything (PATH is '/')
 *   changes  prints "K path\0" for what differs from the image; K is A, C or D
 *   layer    an OCI layer of what differs from the image, the same bytes for the same files
 *
 * Exits with 0; 1 with a message on stderr; 2 where there is no PATH; 3 where it is no directory and must be one; 4 where
 * symbolic links lead to each other; 5 with a message where files could not be read.
 */
int container_files_main(int count, char **arguments);

#endif
