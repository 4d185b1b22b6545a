/** Output by way of a disk (placed-output.h): a program that writes, and what the host makes of it. */
#include "../placed-output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../protocol.h"
#include "../tar-writer.h"
#include "check.h"

static char disk[4096];
static char input[4096];

static const size_t pieceBytes = MAX_PLACED_BYTES;
static const size_t inputBytes = 3 * MAX_PLACED_BYTES + 700;

/** What is written: a line, then a file, some of which is not there any more, padded. */
static bool write_all(void) {
  FILE *out = output_open();
  struct tar_member member = {.status = {.st_size = (off_t)inputBytes + 100}};
  int in = open(input, O_RDONLY | O_CLOEXEC);
  bool ok = fprintf(out, "begin\n") == 6 && tar_put_content(out, in, &member);
  close(in);
  return output_close(out) && ok;
}

static size_t expected(uint8_t **bytes) {
  size_t length = 6 + inputBytes + 100, padded = length + (512 - (inputBytes + 100) % 512) % 512;
  *bytes = calloc(1, padded);
  CHECK(*bytes);
  memcpy(*bytes, "begin\n", 6);
  for (size_t at = 0; at < inputBytes; at++) (*bytes)[6 + at] = (uint8_t)(at * 7 + at / 251);
  return padded;
}

struct program {
  pid_t pid;
  int toIt, fromIt;
};

static struct program start(const char *offered) {
  int in[2], out[2];
  CHECK(pipe(in) == 0 && pipe(out) == 0);
  struct program program = {.pid = fork(), .toIt = in[1], .fromIt = out[0]};
  if (program.pid == 0) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    close(in[1]);
    close(out[0]);
    setenv("SLIPWAY_LAYERS_DISK", disk, 1);
    if (offered) setenv("SLIPWAY_OUTPUT", offered, 1);
    exit(write_all() ? 0 : 5);
  }
  close(in[0]);
  close(out[1]);
  return program;
}

static int end_of(struct program program) {
  int status;
  close(program.toIt);
  close(program.fromIt);
  CHECK(waitpid(program.pid, &status, 0) == program.pid && WIFEXITED(status));
  return WEXITSTATUS(status);
}

/** Of the next piece; 0 at the end. */
static uint32_t next_length(struct program program) {
  uint8_t record[4];
  ssize_t count = read(program.fromIt, record, sizeof record);
  CHECK(count == 0 || count == 4);
  return count ? record[0] | record[1] << 8 | record[2] << 16 | (uint32_t)record[3] << 24 : 0;
}

static void test_pieces_by_turns(void) {
  static const off_t places[] = {8 * 4096, 4096 * 4096};
  uint8_t *bytes, *piece = malloc(pieceBytes);
  size_t length = expected(&bytes), done = 0;
  struct program program = start("32768,16777216");
  int fd = open(disk, O_RDONLY | O_CLOEXEC);
  CHECK(fd >= 0 && piece);
  uint32_t lengths[2] = {next_length(program), next_length(program)};
  // It has both places; a third piece has to wait.
  struct pollfd more = {.fd = program.fromIt, .events = POLLIN};
  CHECK(poll(&more, 1, 100) == 0);
  for (unsigned index = 0; lengths[index % 2]; index++) {
    size_t size = lengths[index % 2];
    CHECK(size <= pieceBytes && done + size <= length);
    CHECK(pread(fd, piece, size, places[index % 2]) == (ssize_t)size && memcmp(piece, bytes + done, size) == 0);
    done += size;
    // It may have ended after its last.
    CHECK(write(program.toIt, "", 1) == 1 || errno == EPIPE);
    lengths[index % 2] = next_length(program);
  }
  CHECK(done == length && end_of(program) == 0);
  close(fd);
  free(bytes);
  free(piece);
}

/** A host that is gone before it took anything. */
static void test_nobody_takes(void) {
  struct program program = start("0,1048576");
  next_length(program);
  CHECK(end_of(program) == 5);
}

static void test_refuses(const char *offered) {
  struct program program = start(offered);
  CHECK(next_length(program) == 0 && end_of(program) == 1);
}

static void test_plain_stdout(void) {
  uint8_t *bytes;
  size_t length = expected(&bytes), done = 0;
  uint8_t part[4096];
  struct program program = start(NULL);
  for (ssize_t count; (count = read(program.fromIt, part, sizeof part)) > 0; done += (size_t)count)
    CHECK(done + (size_t)count <= length && memcmp(part, bytes + done, (size_t)count) == 0);
  CHECK(done == length && end_of(program) == 0);
  free(bytes);
}

int main(int count, char **arguments) {
  CHECK(count == 2);
  signal(SIGPIPE, SIG_IGN);
  snprintf(disk, sizeof disk, "%s/output-disk", arguments[1]);
  snprintf(input, sizeof input, "%s/output-input", arguments[1]);
  uint8_t *bytes;
  expected(&bytes);
  FILE *file = fopen(input, "w");
  CHECK(file && fwrite(bytes + 6, 1, inputBytes, file) == inputBytes && fclose(file) == 0);
  free(bytes);
  file = fopen(disk, "w");
  CHECK(file && fclose(file) == 0);
  test_pieces_by_turns();
  test_nobody_takes();
  test_refuses("");
  test_refuses("4096");
  test_refuses("-4096,0");
  test_refuses("0,1048576,");
  test_plain_stdout();
  puts("output goes by way of the disk");
  return 0;
}
