#ifndef SLIPWAY_PLACES_H
#define SLIPWAY_PLACES_H

#include <limits.h>
#include <stdbool.h>

/** Where things are in the guest. */

#define PORT_PATH "/dev/vport0p1"
#define LAYERS_DISK "/dev/sda"
#define DATA_DISK "/dev/sdb"
#define DATA_FOLDER "/var/lib/docker"
#define WORKSPACE_FOLDER "/workspace"
#define RUN_FOLDER "/run/slipway"
#define CLIENT_SOCKET RUN_FOLDER "/docker.sock"
#define API_SOCKET "/run/docker.sock"
#define LAYERS_FOLDER RUN_FOLDER "/layers"
/** Short names of the mounted layers, so that the lowerdir of 127 layers fits in mount(2)'s page. */
#define LAYER_NAMES_FOLDER RUN_FOLDER "/l"
/** What number a mounted layer has. */
#define LAYER_NUMBERS_FOLDER RUN_FOLDER "/numbers"
#define BUNDLES_FOLDER RUN_FOLDER "/containers"
#define EMPTY_FOLDER RUN_FOLDER "/empty"
/** Mount points and the like below every image (layer.h). */
#define INIT_FOLDER RUN_FOLDER "/init"
/** Of the guest itself: a name server, and what answers for package archives (`emulator/mirror/`). */
#define NAME_SERVER_ADDRESS "10.0.2.3"
#define MIRROR_ADDRESS "10.0.2.4"
#define NAMESPACES_FOLDER "/run/netns"
#define RUNTIME_PROGRAM "/usr/bin/crun"
#define RUNTIME_FOLDER "/run/crun"
#define CGROUP_FOLDER "/sys/fs/cgroup"
/** linux.cgroupsPath of a container is /docker/<id>. */
#define CONTAINER_CGROUPS CGROUP_FOLDER "/docker"
#define UPPER_FOLDER DATA_FOLDER "/overlay2"
#define RECORDS_FOLDER DATA_FOLDER "/containers"
/** Trees that are to be deleted, moved here at once. */
#define TRASH_FOLDER DATA_FOLDER "/trash"
#define OLD_TRASH_FOLDER DATA_FOLDER "/trash-old"

typedef char path_text[PATH_MAX];

/** Formats a path; a too long one ends the agent, as ids are at most 64 characters. */
void format_path(path_text path, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** An id becomes part of paths: letters, digits, '_', '.', '-', at most 64, the first a letter or digit. */
bool is_id(const char *id);

#endif
