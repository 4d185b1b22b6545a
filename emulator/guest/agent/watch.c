#include "watch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>

#include "files.h"
#include "loop.h"
#include "own.h"
#include "places.h"
#include "utf8.h"

enum change { CHANGE_CREATED = 1, CHANGE_CHANGED, CHANGE_REMOVED };

/** Folders watched at most; further ones are left out, as the kernel's own limit does it. */
static const unsigned folderLimit = 8192;
/** Changes that the host has not taken yet; more are replaced by one "look at everything". */
static const size_t queueLimitBytes = 65536;

static const uint32_t wantedEvents = IN_CREATE | IN_MODIFY | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM |
                                     IN_MOVED_TO | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

struct folder {
  int watch;
  struct folder *next;
  /** Relative to the watched one; '' for itself. */
  char path[];
};

struct watcher {
  struct source source;
  struct stream *stream;
  struct bytes queue;
  /** Where the last change in the queue begins, to leave out the same one again. */
  size_t lastChange;
  /** Changes were left out since the queue was empty: the host is told to look at everything. */
  bool overflowed;
  struct folder *folders;
  unsigned folderCount;
  path_text root;
};

static void add_tree(struct watcher *watcher, const char *path, bool report);

static void forget_folder(struct watcher *watcher, struct folder **at, bool stillWatched) {
  struct folder *folder = *at;
  *at = folder->next;
  if (stillWatched) inotify_rm_watch(watcher->source.fd, folder->watch);
  free(folder);
  watcher->folderCount--;
}

static void release(struct watcher *watcher) {
  source_watch(&watcher->source, 0);
  close_fd(&watcher->source.fd);
  while (watcher->folders) forget_folder(watcher, &watcher->folders, false);
  bytes_release(&watcher->queue);
  free(watcher);
}

static void put_change(struct watcher *watcher, enum change kind, const char *path) {
  struct bytes change = {0};
  put_u8(&change, (uint8_t)kind);
  put_foreign_text(&change, path);
  size_t from = watcher->lastChange;
  bool same = from != SIZE_MAX && watcher->queue.length - from == change.length &&
              memcmp(bytes_front(&watcher->queue) + from, bytes_front(&change), change.length) == 0;
  if (!same && !watcher->overflowed && watcher->queue.length + change.length <= queueLimitBytes) {
    watcher->lastChange = watcher->queue.length;
    bytes_append(&watcher->queue, bytes_front(&change), change.length);
  } else if (!same) {
    watcher->overflowed = true;
  }
  bytes_release(&change);
}

static void send_changes(struct stream *stream) {
  struct watcher *watcher = stream->owner;
  while (watcher->queue.length || watcher->overflowed) {
    if (!watcher->queue.length) {
      watcher->overflowed = false;
      put_change(watcher, CHANGE_CHANGED, "");
    }
    size_t limit = stream_sendable(stream, 1);
    if (!limit) return;
    size_t count = limit < watcher->queue.length ? limit : watcher->queue.length;
    stream_send(stream, 1, bytes_front(&watcher->queue), count);
    bytes_drop(&watcher->queue, count);
    watcher->lastChange = SIZE_MAX;
  }
}

/** False for a path that is too long to be used anyway. */
static bool join(path_text path, const char *folder, const char *name) {
  int length = snprintf(path, PATH_MAX, "%s%s%s", folder, *folder ? "/" : "", name);
  return length >= 0 && length < PATH_MAX;
}

/** Reports and watches what lies in a folder that is new: it may have been filled before it was watched. */
static void add_content(struct watcher *watcher, const char *path, bool report) {
  path_text absolute, child;
  OWN_DIRECTORY *directory = join(absolute, watcher->root, path) ? opendir(absolute) : NULL;
  if (!directory) return;
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (file_is_temporary(entry->d_name)) continue;
    if (!join(child, path, entry->d_name)) continue;
    if (report) put_change(watcher, CHANGE_CREATED, child);
    if (entry->d_type == DT_DIR) add_tree(watcher, child, report);
  }
}

static void add_tree(struct watcher *watcher, const char *path, bool report) {
  path_text absolute;
  if (watcher->folderCount >= folderLimit || !join(absolute, watcher->root, path)) return;
  int watch = inotify_add_watch(watcher->source.fd, absolute, wantedEvents);
  if (watch < 0) return;
  struct folder *folder = allocate(sizeof *folder + strlen(path) + 1);
  folder->watch = watch;
  strcpy(folder->path, path);
  folder->next = watcher->folders;
  watcher->folders = folder;
  watcher->folderCount++;
  add_content(watcher, path, report);
}

/** A folder was moved away or removed: with it go those below. */
static void forget_tree(struct watcher *watcher, const char *path) {
  size_t length = strlen(path);
  for (struct folder **at = &watcher->folders; *at;) {
    const char *below = (*at)->path;
    if (strncmp(below, path, length) == 0 && (below[length] == '/' || below[length] == 0)) forget_folder(watcher, at, true);
    else at = &(*at)->next;
  }
}

static void receive_event(struct watcher *watcher, const struct inotify_event *event) {
  path_text path;
  if (event->mask & IN_Q_OVERFLOW) {
    watcher->overflowed = true;
    return;
  }
  struct folder **at = &watcher->folders;
  while (*at && (*at)->watch != event->wd) at = &(*at)->next;
  if (!*at) return;
  if (event->mask & IN_IGNORED) {
    forget_folder(watcher, at, false);
    return;
  }
  if (!event->len || file_is_temporary(event->name) || !join(path, (*at)->path, event->name)) return;
  bool isFolder = event->mask & IN_ISDIR;
  if (event->mask & (IN_CREATE | IN_MOVED_TO)) {
    put_change(watcher, CHANGE_CREATED, path);
    if (isFolder) add_tree(watcher, path, true);
  } else if (event->mask & (IN_DELETE | IN_MOVED_FROM)) {
    if (isFolder) forget_tree(watcher, path);
    put_change(watcher, CHANGE_REMOVED, path);
  } else {
    put_change(watcher, CHANGE_CHANGED, path);
  }
}

static void on_readable(struct source *source, uint32_t events) {
  (void)events;
  _Alignas(struct inotify_event) char buffer[8192];
  struct watcher *watcher = (struct watcher *)source;
  ssize_t length = read(source->fd, buffer, sizeof buffer);
  for (ssize_t at = 0; at < length;) {
    const struct inotify_event *event = (const struct inotify_event *)(buffer + at);
    receive_event(watcher, event);
    at += (ssize_t)(sizeof *event + event->len);
  }
  send_changes(watcher->stream);
}

static void on_dropped(struct stream *stream) {
  release(stream->owner);
}

static const struct stream_events watchEvents = {.ready = send_changes, .dropped = on_dropped};

static bool begin(struct watcher *watcher, const char *path, struct failure *failure) {
  watcher->source = (struct source){.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), .ready = on_readable};
  if (watcher->source.fd < 0) return fail(failure, errno, "watch %s", path);
  if (strlen(path) >= PATH_MAX) return fail(failure, ENAMETOOLONG, "watch %.64s…", path);
  strcpy(watcher->root, path);
  watcher->lastChange = SIZE_MAX;
  add_tree(watcher, "", false);
  return watcher->folders ? true : fail(failure, errno, "watch %s", path);
}

void watch_folder(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  struct watcher *watcher = allocate_zeroed(sizeof *watcher);
  watcher->stream = stream;
  if (!begin(watcher, read_text(arguments), &failure)) {
    release(watcher);
    stream_fail(stream, &failure);
    return;
  }
  source_watch(&watcher->source, EPOLLIN);
  stream_serve(stream, &watchEvents, watcher);
  stream_started(stream, 0);
}
