#ifndef SLIPWAY_CGROUP_H
#define SLIPWAY_CGROUP_H

#include "failure.h"

/** A container's cgroup, /sys/fs/cgroup/docker/<id> (cgroups(7), version 2). */

/** The kernel killed a process of it for want of memory. */
bool cgroup_was_oom_killed(const char *id);
bool cgroup_freeze(const char *id, bool frozen, struct failure *failure);
/** Kills what may be left in it and removes it with all below. Runs in a worker. */
bool cgroup_remove(const char *id, struct failure *failure);

#endif
