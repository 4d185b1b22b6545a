#include "bundle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cgroup.h"
#include "layer.h"
#include "own.h"
#include "places.h"
#include "trace.h"
#include "tree.h"

static bool mount_overlay(const struct start *start, struct failure *failure) {
  path_text upper, work, merged;
  char lowerdir[3072], options[4096];
  format_path(upper, UPPER_FOLDER "/%s/diff", start->id);
  format_path(work, UPPER_FOLDER "/%s/work", start->id);
  format_path(merged, UPPER_FOLDER "/%s/merged", start->id);
  if (!make_directories(upper, 0755, failure) || !make_directories(work, 0700, failure) ||
      !make_directories(merged, 0755, failure) || !layers_lowerdir(start->layers, lowerdir, sizeof lowerdir, failure))
    return false;
  int length = snprintf(options, sizeof options, "lowerdir=%s,upperdir=%s,workdir=%s", lowerdir, upper, work);
  if ((size_t)length >= sizeof options) return fail(failure, E2BIG, "mount the root file system");
  if (mount("overlay", merged, "overlay", MS_NOATIME, options) < 0)
    return fail(failure, errno, "mount the root file system %s", merged);
  trace_detail("overlay", start->id, "%s noatime,%s", merged, options);
  return true;
}

static bool make_network(const struct start *start, struct failure *failure) {
  path_text path;
  format_path(path, NAMESPACES_FOLDER "/%s", start->id);
  // A container in the guest's network, or in another container's, has no namespace of its own to be made.
  if (!strstr(start->config, path)) return true;
  OWN_FD namespace = -1;
  OWN_FD socket = -1;
  if (!network_create_namespace(start->id, &namespace, &socket, failure)) return false;
  trace_detail("namespace", start->id, "%s", path);
  for (size_t index = 0; index < start->endpointCount; index++)
    if (!network_add_endpoint(start->id, &start->endpoints[index], namespace, socket, failure))
      return false;
  return true;
}

bool bundle_prepare(const struct start *start, struct failure *failure) {
  path_text config;
  format_path(config, BUNDLES_FOLDER "/%s/config.json", start->id);
  trace_step("start", start->id);
  if (!mount_overlay(start, failure)) return false;
  for (size_t index = 0; index < start->fileCount; index++) {
    const struct start_file *file = &start->files[index];
    if (!write_file(file->path, file->content, strlen(file->content), 0644, failure)) return false;
  }
  trace_step("files", start->id);
  if (!make_network(start, failure)) return false;
  trace_step("network", start->id);
  return write_file(config, start->config, strlen(start->config), 0600, failure);
}

static bool unmount_root(const char *id, struct failure *failure) {
  path_text merged;
  format_path(merged, UPPER_FOLDER "/%s/merged", id);
  if (umount2(merged, 0) == 0 || errno == EINVAL || errno == ENOENT) return true;
  // Somebody looks into it: out of the tree now, gone when they are.
  if (umount2(merged, MNT_DETACH) == 0) return true;
  return fail(failure, errno, "unmount %s", merged);
}

/**
 * What `crun delete` would do is done here, without starting a program: the container's processes are gone, its
 * cgroup has no further user, crun keeps nothing but its folder (and hooks, which the engine does not use).
 */
bool bundle_clean(const struct chore_input *input, struct failure *failure) {
  const char *id = input->text;
  path_text path;
  bool done = cgroup_remove(id, failure);
  format_path(path, RUNTIME_FOLDER "/%s", id);
  remove_tree(path);
  network_remove_namespace(id, (unsigned)input->numbers[0]);
  if (!unmount_root(id, failure)) done = false;
  format_path(path, BUNDLES_FOLDER "/%s", id);
  remove_tree(path);
  return done;
}
