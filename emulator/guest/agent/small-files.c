#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "files.h"
#include "own.h"

/** Of one file. */
#define FILE_LIMIT_BYTES 16384u
/** The answer is one frame: its errno and message come before, a length before each file. */
static const size_t answerLimitBytes = MAX_PAYLOAD_BYTES - 64;

/** Appends what the file says, at most `limit` bytes; nothing when it cannot be read. */
static void append_content(struct bytes *result, const char *path, size_t limit) {
  // O_NONBLOCK: neither a FIFO nor a terminal is waited for.
  OWN_FD fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  uint8_t content[FILE_LIMIT_BYTES];
  size_t length = 0;
  ssize_t count = 1;
  while (fd >= 0 && length < limit && count > 0) {
    count = read(fd, content + length, limit - length);
    if (count > 0) length += (size_t)count;
  }
  put_string(result, content, count < 0 ? 0 : length);
}

void files_read(struct stream *stream, struct reader *arguments) {
  OWN_MEMORY char **paths = read_texts(arguments);
  struct failure failure;
  struct bytes result = {0};
  size_t total = 0;
  while (paths[total]) total++;
  if ((total + 1) * sizeof(uint32_t) > answerLimitBytes) {
    fail(&failure, E2BIG, "read %zu files", total);
    stream_fail(stream, &failure);
    return;
  }
  put_u32(&result, (uint32_t)total);
  for (size_t index = 0; index < total; index++) {
    size_t needed = result.length + (total - index) * sizeof(uint32_t);
    size_t room = needed < answerLimitBytes ? answerLimitBytes - needed : 0;
    append_content(&result, paths[index], room < FILE_LIMIT_BYTES ? room : FILE_LIMIT_BYTES);
  }
  stream_close(stream, bytes_front(&result), result.length);
  bytes_release(&result);
}
