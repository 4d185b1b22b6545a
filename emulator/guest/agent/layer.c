#include "layer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "answer.h"
#include "disk-range.h"
#include "places.h"
#include "tree.h"

/** The number of a mounted layer, which is its short name; 0 when it is not mounted. Kept as symbolic links. */
static unsigned number_of(const char *id) {
  path_text link;
  char number[16] = "";
  format_path(link, LAYER_NUMBERS_FOLDER "/%s", id);
  unsigned value = 0;
  if (readlink(link, number, sizeof number - 1) > 0) sscanf(number, "%u", &value);
  return value;
}

bool layers_prepare(struct failure *failure) {
  static const char *const folders[] = {"/dev/pts", "/dev/shm", "/proc", "/sys", "/etc"};
  static const char *const files[] = {"/dev/console", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/.dockerenv"};
  path_text path;
  for (size_t index = 0; index < sizeof folders / sizeof *folders; index++) {
    format_path(path, INIT_FOLDER "%s", folders[index]);
    if (!make_directories(path, 0755, failure)) return false;
  }
  for (size_t index = 0; index < sizeof files / sizeof *files; index++) {
    format_path(path, INIT_FOLDER "%s", files[index]);
    if (!write_file(path, "", 0, 0755, failure)) return false;
  }
  if (symlink("/proc/mounts", INIT_FOLDER "/etc/mtab") < 0 && errno != EEXIST)
    return fail(failure, errno, "make " INIT_FOLDER);
  return true;
}

bool layers_lowerdir(char *const *ids, char *lowerdir, size_t size, struct failure *failure) {
  size_t length = 0;
  for (; *ids; ids++) {
    unsigned number = is_id(*ids) ? number_of(*ids) : 0;
    if (!number) return fail(failure, ENOENT, "layer %.64s is not mounted", *ids);
    length += (size_t)snprintf(lowerdir + length, size - length, LAYER_NAMES_FOLDER "/%u:", number);
    if (length >= size) return fail(failure, E2BIG, "too many layers");
  }
  length += (size_t)snprintf(lowerdir + length, size - length, INIT_FOLDER);
  return length < size || fail(failure, E2BIG, "too many layers");
}

static bool mount_range(const char *id, unsigned number, const char *device, struct failure *failure) {
  path_text target, name, link;
  char text[16];
  format_path(target, LAYERS_FOLDER "/%s", id);
  format_path(name, LAYER_NAMES_FOLDER "/%u", number);
  format_path(link, LAYER_NUMBERS_FOLDER "/%s", id);
  snprintf(text, sizeof text, "%u", number);
  if (!make_directories(target, 0755, failure) || !make_parents(name, 0755, failure) || !make_parents(link, 0755, failure))
    return false;
  if (mount(device, target, "erofs", MS_RDONLY | MS_NOATIME, NULL) < 0)
    return fail(failure, errno, "mount layer %s", id);
  if (symlink(target, name) == 0 && symlink(text, link) == 0) return true;
  fail(failure, errno, "name layer %s", id);
  umount2(target, MNT_DETACH);
  return false;
}

/** numbers: offset, size; text: id. Runs in a worker, always the same one, which counts the layers. */
static bool do_mount(const struct chore_input *input, struct failure *failure) {
  static unsigned lastNumber;
  char device[32];
  if (number_of(input->text)) return true;
  unsigned number = ++lastNumber;
  if (!disk_range_attach(number, input->numbers[0], input->numbers[1], device, failure)) return false;
  if (mount_range(input->text, number, device, failure)) return true;
  disk_range_detach(number);
  return false;
}

/** text: id. Runs in the same worker, after the clean-up of containers that used the layer. */
static bool do_unmount(const struct chore_input *input, struct failure *failure) {
  unsigned number = number_of(input->text);
  if (!number) return true;
  path_text target, name, link;
  format_path(target, LAYERS_FOLDER "/%s", input->text);
  format_path(name, LAYER_NAMES_FOLDER "/%u", number);
  format_path(link, LAYER_NUMBERS_FOLDER "/%s", input->text);
  if (umount2(target, 0) < 0) return fail(failure, errno, "unmount layer %s", input->text);
  rmdir(target);
  unlink(name);
  unlink(link);
  disk_range_detach(number);
  return true;
}

static void change(struct stream *stream, struct reader *arguments, chore_work *work) {
  struct chore_input input = {0};
  struct failure failure;
  const char *id = read_text(arguments);
  if (work == do_mount) {
    input.numbers[0] = read_u64(arguments);
    input.numbers[1] = read_u64(arguments);
  }
  if (!is_id(id)) {
    fail(&failure, EINVAL, "layer id %.80s", id);
    stream_fail(stream, &failure);
    return;
  }
  strcpy(input.text, id);
  answer_by_worker(stream, LANE_PROMPT, work, &input);
}

void mount_layer(struct stream *stream, struct reader *arguments) {
  change(stream, arguments, do_mount);
}

void unmount_layer(struct stream *stream, struct reader *arguments) {
  change(stream, arguments, do_unmount);
}
