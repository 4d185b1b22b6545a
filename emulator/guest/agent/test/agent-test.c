/**
 * The agent itself, natively, over a unix socket: streams, credit, processes, files, the guest's two sockets. Over 400
 * lines, because all of them are steps of one session with one agent, in this order.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../own.h"
#include "../unix-socket.h"
#include "check.h"
#include "client.h"

static const char *folder;
static const char *dockerProgram;
static uint32_t nextStream = 1;

static uint32_t new_stream(void) {
  uint32_t stream = nextStream;
  nextStream += 2;
  return stream;
}

static void path_in_folder(char path[4096], const char *name) {
  snprintf(path, 4096, "%s/%s", folder, name);
}

static void test_exit_code_and_output(void) {
  uint32_t stream = new_stream();
  struct bytes out = {0};
  client_spawn(stream, "echo $GREETING; exit 7");
  client_expect(FRAME_STARTED, stream);
  frame_put_credit(client_output(), stream, 1, 1000);
  frame_put_credit(client_output(), stream, 2, 1000);
  struct frame close = client_collect(stream, 1, &out);
  CHECK(client_exit_code(&close) == 7);
  CHECK(out.length == 6 && memcmp(bytes_front(&out), "hello\n", 6) == 0);
  bytes_release(&out);
}

/** Without credit nothing comes, not even CLOSE, because output is sent before it. */
static void test_output_waits_for_credit(void) {
  uint32_t stream = new_stream();
  struct bytes out = {0};
  client_spawn(stream, "head -c 300000 /dev/zero");
  client_expect(FRAME_STARTED, stream);
  client_expect(FRAME_CREDIT, stream);
  frame_put_credit(client_output(), stream, 2, 1);
  frame_put_credit(client_output(), stream, 1, 10);
  struct frame first = client_receive();
  while (first.type != FRAME_DATA) first = client_receive();
  CHECK(first.length == 10);
  bytes_append(&out, first.payload, first.length);
  frame_put_credit(client_output(), stream, 1, 50000);
  struct frame close = client_collect(stream, 1, &out);
  CHECK(client_exit_code(&close) == 0 && out.length == 300000);
  bytes_release(&out);
}

static void test_input(void) {
  uint32_t stream = new_stream();
  struct bytes out = {0};
  client_spawn(stream, "wc -c");
  client_expect(FRAME_STARTED, stream);
  struct frame credit = client_expect(FRAME_CREDIT, stream);
  CHECK(credit.channel == 0);
  static const char block[1000];
  frame_put(client_output(), FRAME_DATA, 0, stream, block, sizeof block);
  frame_put(client_output(), FRAME_END, 0, stream, NULL, 0);
  frame_put_credit(client_output(), stream, 1, 100);
  frame_put_credit(client_output(), stream, 2, 100);
  struct frame close = client_collect(stream, 1, &out);
  CHECK(client_exit_code(&close) == 0 && strncmp((char *)bytes_front(&out), "1000", 4) == 0);
  bytes_release(&out);
}

static void test_data_beyond_credit_is_reset(void) {
  uint32_t stream = new_stream();
  static const char block[65536];
  client_spawn(stream, "sleep 1000");
  client_expect(FRAME_STARTED, stream);
  client_expect(FRAME_CREDIT, stream);
  // The first window goes into the pipe and is granted again, the second waits in the agent.
  frame_put(client_output(), FRAME_DATA, 0, stream, block, sizeof block);
  frame_put(client_output(), FRAME_DATA, 0, stream, block, sizeof block);
  frame_put(client_output(), FRAME_DATA, 0, stream, block, 1);
  client_expect(FRAME_CREDIT, stream);
  client_expect(FRAME_RESET, stream);
  frame_put(client_output(), FRAME_END, 0, stream, NULL, 0);
  client_expect(FRAME_RESET, stream);
}

static void test_malformed_is_reset(void) {
  uint32_t stream = new_stream();
  frame_put(client_output(), FRAME_OPEN, 0, stream, "\x05\x00\xff\xff\xff\xff", 6);
  client_expect(FRAME_RESET, stream);
  frame_put(client_output(), FRAME_OPEN, 0, stream, "\x0f\x27", 2);
  client_expect(FRAME_RESET, stream);
  frame_put(client_output(), FRAME_OPEN, 0, 2, "\x16\x00", 2);
  client_expect(FRAME_RESET, 2);
  frame_put(client_output(), 77, 0, stream, NULL, 0);
  client_expect(FRAME_RESET, stream);
  client_spawn(stream, "sleep 1000");
  client_expect(FRAME_STARTED, stream);
  client_expect(FRAME_CREDIT, stream);
  frame_put(client_output(), FRAME_DATA, 3, stream, "x", 1);
  client_expect(FRAME_RESET, stream);
}

/** After bytes that are no frame the next HELLO is understood again. */
static void test_lost_framing(void) {
  bytes_append(client_output(), "\xff\xff\xff\xff and so on, and on", 21);
  client_expect(FRAME_RESET, 0);
  client_hello();
  nextStream = 1;
  test_exit_code_and_output();
}

static void test_spawn_failures(void) {
  uint32_t stream = new_stream();
  size_t mark = client_open(stream, OPERATION_SPAWN);
  put_u32(client_output(), 1);
  put_text(client_output(), "/nonexistent");
  put_u32(client_output(), 0);
  put_text(client_output(), "/");
  put_u8(client_output(), 0);
  put_u32(client_output(), 0);
  frame_finish(client_output(), mark);
  struct frame close = client_expect(FRAME_CLOSE, stream);
  struct reader reader = reader_over(close.payload, close.length);
  CHECK(read_u32(&reader) == ENOENT);
  CHECK(strcmp(read_text(&reader), "exec /nonexistent: No such file or directory") == 0);
}

/** A process whose stream goes away is told so. */
static void test_hang_up(void) {
  char path[4096], script[8192];
  struct stat status;
  uint32_t stream = new_stream();
  path_in_folder(path, "hung-up");
  snprintf(script, sizeof script, "exec 2>/dev/null; trap 'touch %s; exit' HUP; while :; do sleep 0.02; done", path);
  client_spawn(stream, script);
  client_expect(FRAME_STARTED, stream);
  client_expect(FRAME_CREDIT, stream);
  usleep(100000);
  frame_put_reset(client_output(), stream, "enough");
  client_send();
  for (int tries = 500; stat(path, &status) < 0 && tries; tries--) usleep(10000);
  CHECK(stat(path, &status) == 0);
}

static void write_with_mode(const char *path, uint32_t mode, const void *content, size_t length) {
  uint32_t stream = new_stream();
  size_t mark = client_open(stream, OPERATION_FILE_WRITE);
  put_text(client_output(), path);
  put_u32(client_output(), mode);
  frame_finish(client_output(), mark);
  client_expect(FRAME_CREDIT, stream);
  frame_put(client_output(), FRAME_DATA, 0, stream, content, length);
  frame_put(client_output(), FRAME_END, 0, stream, NULL, 0);
  struct frame close = client_expect(FRAME_CLOSE, stream);
  CHECK(close.length == 8 && close.payload[0] == 0);
}

static void write_file_in_agent(const char *path, const void *content, size_t length) {
  write_with_mode(path, 0640, content, length);
}

/** Bit 31: the same file with other content, however long that is; a new one as without it. */
static void test_write_over(void) {
  static const uint32_t keep = 1u << 31;
  char path[4096], content[64] = "";
  struct stat before, after;
  path_in_folder(path, "kept");
  write_with_mode(path, keep | 0600, "a first text", 12);
  CHECK(stat(path, &before) == 0 && (before.st_mode & 07777) == 0600);
  CHECK(chmod(path, 0751) == 0);
  OWN_FD reader = open(path, O_RDONLY | O_CLOEXEC);
  write_with_mode(path, keep | 0600, "second", 6);
  CHECK(stat(path, &after) == 0 && after.st_ino == before.st_ino && (after.st_mode & 07777) == 0751);
  CHECK(read(reader, content, sizeof content) == 6 && memcmp(content, "second", 6) == 0);
  write_with_mode(path, keep | 0600, "", 0);
  CHECK(stat(path, &after) == 0 && after.st_ino == before.st_ino && after.st_size == 0);
  write_with_mode(path, 0640, "new", 3);
  CHECK(stat(path, &after) == 0 && after.st_ino != before.st_ino && (after.st_mode & 07777) == 0640);
}

static void test_files(void) {
  char path[4096];
  struct bytes out = {0};
  path_in_folder(path, "file");
  write_file_in_agent(path, "content", 7);
  uint32_t stream = new_stream();
  size_t mark = client_open(stream, OPERATION_FILE_READ);
  put_text(client_output(), path);
  put_u64(client_output(), 3);
  put_u64(client_output(), UINT64_MAX);
  frame_finish(client_output(), mark);
  frame_put_credit(client_output(), stream, 1, 100);
  struct frame close = client_collect(stream, 1, &out);
  CHECK(close.payload[0] == 0 && out.length == 4 && memcmp(bytes_front(&out), "tent", 4) == 0);
  bytes_release(&out);
}

static struct reader expect_contents(uint32_t stream, struct frame *close) {
  *close = client_expect(FRAME_CLOSE, stream);
  struct reader reader = reader_over(close->payload, close->length);
  CHECK(read_u32(&reader) == 0 && *read_text(&reader) == 0);
  return reader;
}

static void test_many_small_files(void) {
  static char large[20000];
  char path[4096];
  size_t length;
  struct frame close;
  memset(large, 'x', sizeof large);
  path_in_folder(path, "large");
  write_file_in_agent(path, large, sizeof large);
  uint32_t stream = new_stream();
  size_t mark = client_open(stream, OPERATION_FILES_READ);
  put_u32(client_output(), 8);
  for (int count = 0; count < 6; count++) put_text(client_output(), path);
  put_text(client_output(), "/nonexistent");
  put_text(client_output(), "/");
  frame_finish(client_output(), mark);
  struct reader reader = expect_contents(stream, &close);
  CHECK(read_u32(&reader) == 8);
  for (int count = 0; count < 3; count++) CHECK((read_string(&reader, &length), length) == 16384);
  // What is left of the frame.
  CHECK((read_string(&reader, &length), length) > 16000);
  for (int count = 0; count < 4; count++) CHECK((read_string(&reader, &length), length) == 0);
  CHECK(reader_done(&reader));

  mark = client_open(stream = new_stream(), OPERATION_FILES_READ);
  put_u32(client_output(), 16380);
  for (int count = 0; count < 16380; count++) put_u32(client_output(), 0);
  frame_finish(client_output(), mark);
  close = client_expect(FRAME_CLOSE, stream);
  reader = reader_over(close.payload, close.length);
  CHECK(read_u32(&reader) == E2BIG);
}

/** No container was ever started here. */
static void test_container_steps(void) {
  uint32_t stream = new_stream();
  size_t mark = client_open(stream, OPERATION_CONTAINER_STEPS);
  put_text(client_output(), "c0ffee");
  frame_finish(client_output(), mark);
  struct frame close = client_expect(FRAME_CLOSE, stream);
  struct reader reader = reader_over(close.payload, close.length);
  CHECK(read_u32(&reader) == 0 && *read_text(&reader) == 0);
  CHECK(read_u64(&reader) > 0 && read_u32(&reader) == 0 && reader_done(&reader));
}

static void test_watch(void) {
  char path[4096];
  uint32_t stream = new_stream();
  path_in_folder(path, "watched");
  CHECK(mkdir(path, 0700) == 0);
  size_t mark = client_open(stream, OPERATION_WATCH);
  put_text(client_output(), path);
  frame_finish(client_output(), mark);
  frame_put_credit(client_output(), stream, 1, 1000);
  client_expect(FRAME_STARTED, stream);
  path_in_folder(path, "watched/new");
  CHECK(mkdir(path, 0700) == 0);
  struct frame change = client_expect(FRAME_DATA, stream);
  CHECK(change.length == 8 && memcmp(change.payload, "\x01\x03\x00\x00\x00new", 8) == 0);
  path_in_folder(path, "watched/new/deep");
  CHECK(mkdir(path, 0700) == 0);
  change = client_expect(FRAME_DATA, stream);
  CHECK(change.length == 13 && memcmp(change.payload + 5, "new/deep", 8) == 0);
  frame_put_reset(client_output(), stream, "enough");
}

/** /var/run/docker.sock: what a client writes is DATA by credit, what the host sends comes out, half-closes too. */
static void test_api_socket(void) {
  char path[4096], answer[64];
  path_in_folder(path, "agent.sock.api");
  int client = unix_connect(path);
  CHECK(client >= 0 && write(client, "request", 7) == 7);
  struct frame open = client_expect_opened(OPERATION_API);
  uint32_t stream = open.stream;
  CHECK(client_expect(FRAME_CREDIT, stream).channel == 1);
  frame_put_credit(client_output(), stream, 0, 3);
  struct frame data = client_expect(FRAME_DATA, stream);
  CHECK(data.channel == 0 && data.length == 3 && memcmp(data.payload, "req", 3) == 0);
  frame_put_credit(client_output(), stream, 0, 100);
  data = client_expect(FRAME_DATA, stream);
  CHECK(data.length == 4);
  shutdown(client, SHUT_WR);
  client_expect(FRAME_END, stream);
  frame_put(client_output(), FRAME_DATA, 1, stream, "answer", 6);
  frame_put(client_output(), FRAME_END, 1, stream, NULL, 0);
  frame_put(client_output(), FRAME_CLOSE, 0, stream, "\0\0\0\0\0\0\0\0", 8);
  client_send();
  CHECK(recv(client, answer, sizeof answer, MSG_WAITALL) == 6 && memcmp(answer, "answer", 6) == 0);
  close(client);
}

/** A client that goes away before it was answered: the host is told. */
static void test_api_client_gone(void) {
  char path[4096];
  path_in_folder(path, "agent.sock.api");
  int client = unix_connect(path);
  struct frame open = client_expect_opened(OPERATION_API);
  uint32_t stream = open.stream;
  client_expect(FRAME_CREDIT, stream);
  close(client);
  client_expect(FRAME_RESET, stream);
}

static pid_t start_docker(const char *script) {
  char path[4096], command[16384];
  path_in_folder(path, "agent.sock.client");
  setenv("SLIPWAY_CLIENT_SOCKET", path, 1);
  snprintf(command, sizeof command, script, dockerProgram);
  pid_t pid = fork();
  if (pid == 0) execl("/bin/sh", "sh", "-c", command, NULL);
  return pid;
}

static uint32_t expect_command(const char *word) {
  struct frame open = client_expect_opened(OPERATION_CLI);
  struct reader reader = reader_over(open.payload + 2, open.length - 2);
  char **words = read_texts(&reader);
  CHECK(strcmp(words[0], word) == 0);
  free(words);
  return open.stream;
}

static int exit_code_of_docker(pid_t pid) {
  int status;
  CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
  return WEXITSTATUS(status);
}

static void close_command(uint32_t stream, uint8_t code) {
  const uint8_t payload[12] = {[8] = code};
  frame_put(client_output(), FRAME_CLOSE, 0, stream, payload, sizeof payload);
  client_send();
}

static void test_docker_client(void) {
  pid_t docker = start_docker("test \"$(printf input | %s greet)\" = output-input && exit 41");
  uint32_t stream = expect_command("greet");
  client_expect(FRAME_CREDIT, stream);
  client_expect(FRAME_CREDIT, stream);
  frame_put(client_output(), FRAME_DATA, 1, stream, "output-", 7);
  frame_put_credit(client_output(), stream, 0, 100);
  struct frame data = client_expect(FRAME_DATA, stream);
  CHECK(data.channel == 0 && data.length == 5);
  frame_put(client_output(), FRAME_DATA, 1, stream, data.payload, data.length);
  client_expect(FRAME_END, stream);
  close_command(stream, 0);
  CHECK(exit_code_of_docker(docker) == 41);
}

static void test_docker_client_reads_no_input_unasked(void) {
  pid_t docker = start_docker("printf kept | { %s quick; test $? = 3 && test \"$(cat)\" = kept && exit 42; }");
  uint32_t stream = expect_command("quick");
  client_expect(FRAME_CREDIT, stream);
  client_expect(FRAME_CREDIT, stream);
  close_command(stream, 3);
  CHECK(exit_code_of_docker(docker) == 42);
}

static void put_placed(uint32_t stream, uint64_t offset, uint32_t length) {
  size_t mark = frame_begin(client_output(), FRAME_CONTROL, 0, stream);
  put_u16(client_output(), CONTROL_PLACED);
  put_u64(client_output(), offset);
  put_u32(client_output(), length);
  frame_finish(client_output(), mark);
}

static void expect_taken(uint32_t stream, uint32_t length) {
  struct frame frame = client_expect(FRAME_CONTROL, stream);
  struct reader payload = reader_over(frame.payload, frame.length);
  CHECK(read_u16(&payload) == CONTROL_TAKEN && read_u32(&payload) == length && reader_done(&payload));
}

/** A megabyte of 'x', then a sector that begins with "placed". */
static void use_layers_disk(void) {
  char path[4096];
  path_in_folder(path, "disk");
  FILE *disk = fopen(path, "w");
  CHECK(disk);
  for (uint32_t at = 0; at < MAX_PLACED_BYTES; at++) fputc('x', disk);
  fprintf(disk, "%-512s", "placed");
  CHECK(fclose(disk) == 0);
  setenv("SLIPWAY_LAYERS_DISK", path, 1);
}

/** What is placed comes in its turn between what is sent, through a pipe that holds less than it. */
static void test_docker_client_takes_placed(void) {
  use_layers_disk();
  pid_t docker = start_docker("%s take 2>&1 | { test $(tr -d x) = 1-placed-2-3 && exit 43; }");
  uint32_t stream = expect_command("take");
  client_expect(FRAME_CREDIT, stream);
  client_expect(FRAME_CREDIT, stream);
  frame_put(client_output(), FRAME_DATA, 1, stream, "1-", 2);
  put_placed(stream, MAX_PLACED_BYTES, 6);
  put_placed(stream, 0, MAX_PLACED_BYTES);
  frame_put(client_output(), FRAME_DATA, 1, stream, "-2", 2);
  put_placed(stream, 4096, 5000);
  frame_put(client_output(), FRAME_DATA, 2, stream, "-3", 2);
  client_send();
  expect_taken(stream, 6);
  expect_taken(stream, MAX_PLACED_BYTES);
  expect_taken(stream, 5000);
  close_command(stream, 0);
  CHECK(exit_code_of_docker(docker) == 43);
}

/** An error, and no crash, for what cannot be there. */
static void test_docker_client_refuses_misplaced(void) {
  static const struct {
    uint64_t offset;
    uint32_t length;
  } places[] = {{0, 0}, {0, MAX_PLACED_BYTES + 1}, {UINT64_MAX, 1}, {MAX_PLACED_BYTES + 4096, 1}};
  use_layers_disk();
  for (size_t index = 0; index < sizeof places / sizeof *places; index++) {
    pid_t docker = start_docker("exec %s take 2>/dev/null");
    uint32_t stream = expect_command("take");
    client_expect(FRAME_CREDIT, stream);
    client_expect(FRAME_CREDIT, stream);
    put_placed(stream, places[index].offset, places[index].length);
    client_expect(FRAME_RESET, stream);
    CHECK(exit_code_of_docker(docker) == 1);
  }
}

/** Who cannot read the disk says so: the host must not place anything then. */
static void test_docker_client_without_disk(void) {
  for (int has = 0; has < 2; has++) {
    use_layers_disk();
    if (!has) setenv("SLIPWAY_LAYERS_DISK", "/dev/null/none", 1);
    pid_t docker = start_docker("exec %s open </dev/null >/dev/null 2>&1");
    struct frame open = client_expect_opened(OPERATION_CLI);
    uint32_t stream = open.stream;
    CHECK((open.payload[open.length - 5] & 8) == (has ? 8 : 0));
    client_expect(FRAME_CREDIT, stream);
    client_expect(FRAME_CREDIT, stream);
    close_command(stream, 0);
    CHECK(exit_code_of_docker(docker) == 0);
  }
}

static void test_docker_client_signals(void) {
  pid_t docker = start_docker("exec %s wait");
  uint32_t stream = expect_command("wait");
  client_expect(FRAME_CREDIT, stream);
  client_expect(FRAME_CREDIT, stream);
  kill(docker, SIGINT);
  struct frame control = client_expect(FRAME_CONTROL, stream);
  CHECK(control.length == 6 && control.payload[0] == CONTROL_SIGNAL && control.payload[2] == SIGINT);
  kill(docker, SIGKILL);
  client_expect(FRAME_RESET, stream);
  waitpid(docker, NULL, 0);
}


/** A host that takes nothing: the agent stops reading what would have to be kept. */
static void test_slow_host(void) {
  uint32_t stream = new_stream();
  client_spawn(stream, "yes");
  client_expect(FRAME_STARTED, stream);
  client_expect(FRAME_CREDIT, stream);
  frame_put_credit(client_output(), stream, 1, 100000000);
  client_send();
  usleep(300000);
  frame_put_reset(client_output(), stream, "enough");
  client_send();
  size_t queued = 0;
  uint32_t probe = new_stream();
  client_spawn(probe, "true");
  for (struct frame frame; (frame = client_receive()).stream == stream;) queued += frame.length;
  // What the socket and the agent's queue hold, far from what was granted.
  CHECK(queued < 4000000);
  client_expect(FRAME_CREDIT, probe);
  frame_put_credit(client_output(), probe, 1, 1);
  frame_put_credit(client_output(), probe, 2, 1);
  struct bytes none = {0};
  client_collect(probe, 1, &none);
}

static void test_reconnect(void) {
  client_disconnect();
  client_connect();
  client_hello();
  nextStream = 1;
  test_exit_code_and_output();
}

int main(int count, char **arguments) {
  CHECK(count == 4);
  const char *agentProgram = arguments[1];
  dockerProgram = arguments[2];
  folder = arguments[3];
  char path[4096];
  path_in_folder(path, "agent.sock");
  client_start(agentProgram, path);
  client_hello();
  test_exit_code_and_output();
  test_output_waits_for_credit();
  test_input();
  test_data_beyond_credit_is_reset();
  test_malformed_is_reset();
  test_lost_framing();
  test_spawn_failures();
  test_hang_up();
  test_files();
  test_write_over();
  test_many_small_files();
  test_container_steps();
  test_watch();
  test_reconnect();
  test_api_socket();
  test_api_client_gone();
  test_docker_client();
  test_docker_client_reads_no_input_unasked();
  test_docker_client_takes_placed();
  test_docker_client_refuses_misplaced();
  test_docker_client_without_disk();
  test_docker_client_signals();
  test_slow_host();
  client_stop();
  puts("the agent behaves");
  return 0;
}
