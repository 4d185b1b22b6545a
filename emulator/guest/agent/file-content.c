#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"
#include "own.h"
#include "places.h"

/** Enough for a file to arrive without waiting for CREDIT after every frame. */
static const uint32_t windowBytes = 262144;

/** A file on its way to the host. Reading a disk file does not block for long: no need for the loop. */
struct reading {
  int fd;
  uint64_t left;
};

static void stop_reading(struct reading *reading) {
  close_fd(&reading->fd);
  free(reading);
}

static void read_on(struct stream *stream) {
  struct reading *reading = stream->owner;
  ssize_t count = 1;
  while (reading->left && count > 0) {
    size_t limit = stream_sendable(stream, 1);
    if (!limit) return;
    count = stream_send_from(stream, 1, reading->fd, limit < reading->left ? limit : (size_t)reading->left);
    if (count > 0) reading->left -= (uint64_t)count;
  }
  struct failure failure;
  if (count < 0) fail(&failure, errno, "read");
  stop_reading(reading);
  stream_answer(stream, count >= 0, &failure);
}

static void on_read_dropped(struct stream *stream) {
  stop_reading(stream->owner);
}

static const struct stream_events readEvents = {.ready = read_on, .dropped = on_read_dropped};

static int open_regular(const char *path, struct failure *failure) {
  struct stat status;
  // O_NONBLOCK: opening a FIFO must not wait for its other end.
  OWN_FD fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0 || fstat(fd, &status) < 0) {
    fail(failure, errno, "open %s", path);
    return -1;
  }
  if (!S_ISREG(status.st_mode)) {
    fail(failure, S_ISDIR(status.st_mode) ? EISDIR : EINVAL, "open %s", path);
    return -1;
  }
  return take_fd(&fd);
}

void file_read(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *path = read_text(arguments);
  uint64_t offset = read_u64(arguments);
  uint64_t length = read_u64(arguments);
  OWN_FD fd = open_regular(path, &failure);
  if (fd >= 0 && offset && lseek(fd, (off_t)offset, SEEK_SET) < 0) {
    fail(&failure, errno, "seek in %s", path);
    close_fd(&fd);
  }
  if (fd < 0) {
    stream_fail(stream, &failure);
    return;
  }
  struct reading *reading = allocate(sizeof *reading);
  *reading = (struct reading){.fd = take_fd(&fd), .left = length};
  stream_serve(stream, &readEvents, reading);
  read_on(stream);
}

/** Of the mode: a file that is there is written over. */
static const uint32_t keepFlag = 1u << 31;

/** A file on its way from the host: a temporary one beside it, which takes its place at the end. */
struct writing {
  int fd;
  mode_t mode;
  bool keep;
  bool failed;
  struct failure failure;
  uint32_t taken;
  path_text target, temporary;
};

static void stop_writing(struct writing *writing, bool keep) {
  close_fd(&writing->fd);
  if (!keep) unlink(writing->temporary);
  free(writing);
}

static void on_write_data(struct stream *stream, uint8_t channel, const uint8_t *bytes, size_t count) {
  struct writing *writing = stream->owner;
  writing->taken += (uint32_t)count;
  // After a failure the rest is taken and dropped; the answer comes at END, when nothing is under way.
  while (count && !writing->failed) {
    ssize_t written = write(writing->fd, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      writing->failed = !fail(&writing->failure, errno, "write %s", writing->target);
      break;
    }
    bytes += written;
    count -= (size_t)written;
  }
  if (writing->taken < windowBytes / 2) return;
  stream_grant(stream, channel, writing->taken);
  writing->taken = 0;
}

/** Room is taken first, so that a full disk leaves what was there. errno on failure. */
static bool copy_over(int from, int to) {
  struct stat before;
  off_t length = lseek(from, 0, SEEK_END);
  if (length < 0 || fstat(to, &before) < 0) return false;
  int error = length > 0 ? posix_fallocate(to, 0, length) : 0;
  if (error) {
    // It may have become longer by a part.
    if (ftruncate(to, before.st_size) < 0) return false;
    errno = error;
    return false;
  }
  for (off_t at = 0, end = 0; at < length;) {
    if (copy_file_range(from, &at, to, &end, (size_t)(length - at), 0) <= 0) return false;
  }
  return ftruncate(to, length) == 0;
}

enum outcome { OUTCOME_FAILED, OUTCOME_DONE, OUTCOME_NOTHING_THERE };

/** Over the file that is there, as editors write: whoever has it open or mounted (`-v file:file`) sees it. */
static enum outcome write_over(struct writing *writing, struct failure *failure) {
  struct stat status;
  if (stat(writing->target, &status) < 0 || !S_ISREG(status.st_mode)) return OUTCOME_NOTHING_THERE;
  OWN_FD target = open(writing->target, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (target >= 0 && copy_over(writing->fd, target)) return OUTCOME_DONE;
  fail(failure, errno, "write %s", writing->target);
  return OUTCOME_FAILED;
}

/** The temporary file takes the place of what is there. */
static enum outcome put_in_place(struct writing *writing, struct failure *failure) {
  if (fchmod(writing->fd, writing->mode) == 0 && rename(writing->temporary, writing->target) == 0) return OUTCOME_DONE;
  fail(failure, errno, "write %s", writing->target);
  return OUTCOME_FAILED;
}

static void on_write_end(struct stream *stream, uint8_t channel) {
  (void)channel;
  struct writing *writing = stream->owner;
  struct failure failure = writing->failure;
  enum outcome outcome = writing->failed ? OUTCOME_FAILED : OUTCOME_NOTHING_THERE;
  if (outcome == OUTCOME_NOTHING_THERE && writing->keep) outcome = write_over(writing, &failure);
  bool isOver = outcome == OUTCOME_DONE;
  if (outcome == OUTCOME_NOTHING_THERE) outcome = put_in_place(writing, &failure);
  bool done = outcome == OUTCOME_DONE;
  stop_writing(writing, done && !isOver);
  stream_answer(stream, done, &failure);
}

static void on_write_dropped(struct stream *stream) {
  stop_writing(stream->owner, false);
}

static const struct stream_events writeEvents = {
  .data = on_write_data, .end = on_write_end, .dropped = on_write_dropped};

/** In the same folder, so that rename(2) is all it takes; "~" as editors mark what is not to be kept. */
static const char temporaryPrefix[] = ".slipway-write-";

bool file_is_temporary(const char *name) {
  return strncmp(name, temporaryPrefix, sizeof temporaryPrefix - 1) == 0 && name[strlen(name) - 1] == '~';
}

/** The file that a symbolic link leads to is written, not the link. */
static bool choose_names(struct writing *writing, const char *path, struct failure *failure) {
  static unsigned count;
  struct stat status;
  if (strlen(path) >= PATH_MAX) return fail(failure, ENAMETOOLONG, "write %.64s…", path);
  bool isLink = lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
  if (!isLink || !realpath(path, writing->target)) strcpy(writing->target, path);
  if (stat(writing->target, &status) == 0 && S_ISDIR(status.st_mode)) return fail(failure, EISDIR, "write %s", path);
  const char *slash = strrchr(writing->target, '/');
  int folder = slash ? (int)(slash + 1 - writing->target) : 0;
  int length = snprintf(writing->temporary, PATH_MAX, "%.*s%s%u~", folder, writing->target, temporaryPrefix, ++count);
  return length < PATH_MAX ? true : fail(failure, ENAMETOOLONG, "write %s", path);
}

void file_write(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *path = read_text(arguments);
  struct writing *writing = allocate_zeroed(sizeof *writing);
  uint32_t mode = read_u32(arguments);
  writing->mode = mode & 07777;
  writing->keep = mode & keepFlag;
  writing->fd = -1;
  if (choose_names(writing, path, &failure)) {
    writing->fd = open(writing->temporary, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (writing->fd < 0) fail(&failure, errno, "write %s", path);
  }
  if (writing->fd < 0) {
    free(writing);
    stream_fail(stream, &failure);
    return;
  }
  stream_serve(stream, &writeEvents, writing);
  stream_grant(stream, 0, windowBytes);
}
