#include "files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "answer.h"
#include "own.h"
#include "places.h"
#include "tree.h"
#include "utf8.h"

/** A listing is made in memory before it is sent: about 40,000 entries. */
static const size_t listingLimitBytes = 4 << 20;

static bool put_status(struct bytes *bytes, int folder, const char *name) {
  struct stat status;
  char target[4096] = "";
  if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) < 0) return false;
  if (S_ISLNK(status.st_mode)) {
    ssize_t length = readlinkat(folder, name, target, sizeof target - 1);
    target[length > 0 ? length : 0] = 0;
  }
  put_u32(bytes, status.st_mode);
  put_u32(bytes, status.st_uid);
  put_u32(bytes, status.st_gid);
  put_u64(bytes, (uint64_t)status.st_size);
  // A date before 1970 has no place in the protocol.
  put_u64(bytes, status.st_mtim.tv_sec < 0 ? 0 : (uint64_t)status.st_mtim.tv_sec * 1000 + (uint64_t)status.st_mtim.tv_nsec / 1000000);
  put_foreign_text(bytes, target);
  return true;
}

void file_stat(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  struct bytes result = {0};
  const char *path = read_text(arguments);
  if (put_status(&result, AT_FDCWD, path)) {
    stream_close(stream, bytes_front(&result), result.length);
  } else {
    fail(&failure, errno, "stat %s", path);
    stream_fail(stream, &failure);
  }
  bytes_release(&result);
}

/** A listing on its way to the host. */
struct listing {
  struct bytes bytes;
};

static void stop_listing(struct listing *listing) {
  bytes_release(&listing->bytes);
  free(listing);
}

static void send_listing(struct stream *stream) {
  struct listing *listing = stream->owner;
  while (listing->bytes.length) {
    size_t limit = stream_sendable(stream, 1);
    if (!limit) return;
    size_t count = limit < listing->bytes.length ? limit : listing->bytes.length;
    stream_send(stream, 1, bytes_front(&listing->bytes), count);
    bytes_drop(&listing->bytes, count);
  }
  stop_listing(listing);
  stream_close(stream, NULL, 0);
}

static void on_listing_dropped(struct stream *stream) {
  stop_listing(stream->owner);
}

static const struct stream_events listEvents = {.ready = send_listing, .dropped = on_listing_dropped};

static bool fill_listing(struct bytes *bytes, const char *path, struct failure *failure) {
  OWN_DIRECTORY *directory = opendir(path);
  if (!directory) return fail(failure, errno, "open %s", path);
  uint32_t count = 0;
  struct bytes entries = {0};
  for (struct dirent *entry; entries.length < listingLimitBytes && (entry = readdir(directory));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    size_t before = entries.length;
    put_foreign_text(&entries, entry->d_name);
    // Removed since it was read: as if it had not been there.
    if (put_status(&entries, dirfd(directory), entry->d_name)) count++;
    else entries.length = before;
  }
  bool fits = entries.length < listingLimitBytes;
  if (fits) {
    put_u32(bytes, count);
    bytes_append(bytes, bytes_front(&entries), entries.length);
  }
  bytes_release(&entries);
  return fits ? true : fail(failure, EFBIG, "list %s", path);
}

void file_list(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *path = read_text(arguments);
  struct listing *listing = allocate_zeroed(sizeof *listing);
  if (!fill_listing(&listing->bytes, path, &failure)) {
    stop_listing(listing);
    stream_fail(stream, &failure);
    return;
  }
  stream_serve(stream, &listEvents, listing);
  send_listing(stream);
}

void file_mkdir(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *path = read_text(arguments);
  uint32_t mode = read_u32(arguments) & 07777;
  struct stat status;
  bool done = make_directories(path, mode, &failure);
  if (done && (stat(path, &status) < 0 || !S_ISDIR(status.st_mode))) done = fail(&failure, ENOTDIR, "mkdir %s", path);
  stream_answer(stream, done, &failure);
}

/** text: path. Runs in a worker. */
static bool do_remove_tree(const struct chore_input *input, struct failure *failure) {
  int error = remove_tree(input->text);
  return error ? fail(failure, error, "remove %s", input->text) : true;
}

void file_remove(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  struct chore_input input = {0};
  struct stat status;
  const char *path = read_text(arguments);
  bool recursive = read_u8(arguments);
  if (recursive && lstat(path, &status) == 0 && S_ISDIR(status.st_mode) && chore_text(&input, path, &failure)) {
    answer_by_worker(stream, LANE_DELETE, do_remove_tree, &input);
    return;
  }
  bool done = remove(path) == 0 ? true : fail(&failure, errno, "remove %s", path);
  stream_answer(stream, done, &failure);
}

void file_rename(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *from = read_text(arguments);
  const char *to = read_text(arguments);
  bool done = rename(from, to) == 0 ? true : fail(&failure, errno, "rename %s to %s", from, to);
  stream_answer(stream, done, &failure);
}
