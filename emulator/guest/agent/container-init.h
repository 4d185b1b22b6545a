#ifndef SLIPWAY_CONTAINER_INIT_H
#define SLIPWAY_CONTAINER_INIT_H

/**
 * `docker run --init`: PID 1 of a container, bind-mounted at /sbin/docker-init. `docker-init -- PROGRAM [ARGUMENT...]`
 * starts the program, passes signals on to it, reaps orphans and ends with the program's exit code.
 */
int container_init_main(char **arguments);

#endif
