/** What is read of /proc (process-stat.h), and the report of it (kernel-report.h). */
#include "../json.h"
#include "../kernel-report.h"
#include "../process-stat.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

#define REST " S 12 34 34 0 -1 4194560 60 1749 0 0 1 126 81 315 20 0 3 0 602 1957888 232 4294967295 1 2 3\n"

static void test_stat(void) {
  static const struct {
    const char *text, *name;
  } cases[] = {
    {"7 (sh)" REST, "sh"},
    {"7 (a b)" REST, "a b"},
    {"7 ())" REST, ")"},
    {"7 (x) S 1 (y)" REST, "x) S 1 (y"},
    {"7 (one\ntwo\"\\)" REST, "one\ntwo\"\\"},
    {"7 ()" REST, ""},
    {"7 (\xff\xfe)" REST, "\xff\xfe"},
  };
  for (size_t index = 0; index < sizeof cases / sizeof *cases; index++) {
    struct process_stat stat;
    CHECK(parse_process_stat(cases[index].text, &stat));
    CHECK(strcmp(stat.name, cases[index].name) == 0);
    CHECK(stat.state == 'S' && stat.parent == 12 && stat.threads == 3 && stat.rss_pages == 232);
    CHECK(!stat.is_kernel_thread);
  }
  struct process_stat stat;
  CHECK(parse_process_stat("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 1 0 0 4294967295", &stat));
  CHECK(stat.is_kernel_thread);
  char longest[256];
  snprintf(longest, sizeof longest, "7 (%0100d)" REST, 0);
  CHECK(parse_process_stat(longest, &stat) && strlen(stat.name) == sizeof stat.name - 1);
}

static void test_no_stat(void) {
  static const char *const cases[] = {"", "7", "7 sh S 1", "7 )sh( S 1", "7 (sh)", "7 (sh) S 1 2 3", "7 (sh) S x"};
  struct process_stat stat;
  for (size_t index = 0; index < sizeof cases / sizeof *cases; index++) CHECK(!parse_process_stat(cases[index], &stat));
}

static void test_status(void) {
  struct process_status status;
  CHECK(parse_process_status("Name:\tNSpid:\\nUid:\nUid:\t1\t33\t1\t1\nNSpid:\t120\t7\t1\nNSpgid:\t120\n", &status));
  CHECK(status.user == 33 && status.pids[0] == 120 && status.pids[1] == 7 && status.pids[2] == 1 && status.pids[3] == 0);
  CHECK(parse_process_status("Name:\tsh\nUid:\t0\t0\t0\t0\nNSpid:\t5", &status) && status.pids[0] == 5 && !status.pids[1]);
  char deep[1024] = "Name:\tsh\nUid:\t0\t0\t0\t0\nNSpid:";
  for (int level = 1; level < 60; level++) sprintf(deep + strlen(deep), "\t%d", level);
  CHECK(parse_process_status(deep, &status) && status.pids[PROCESS_DEPTH - 2] && !status.pids[PROCESS_DEPTH - 1]);
  CHECK(!parse_process_status("", &status));
  CHECK(!parse_process_status("Name:\tsh\nUid:\t0\t0\t0\t0\nNSpid:\t\nNSpgid:\t4\n", &status));
  CHECK(!parse_process_status("Name:\tsh\nUid:\t\nNSpid:\t1\n", &status));
}

static const char *text_of(struct bytes *bytes) {
  bytes_append(bytes, "", 1);
  return (const char *)bytes_front(bytes);
}

static void test_json(void) {
  static const struct {
    const char *text;
    size_t length;
    const char *json;
  } cases[] = {
    {"plain", 5, "\"plain\""},
    {"\"\\\n\t\x1b", 5, "\"\\\"\\\\\\u000a\\u0009\\u001b\""},
    {"a\0b", 3, "\"a\\u0000b\""},
    {"\xe4\xbd\xa0\x7f", 4, "\"\xe4\xbd\xa0\x7f\""},
    {"", 0, "\"\""},
  };
  for (size_t index = 0; index < sizeof cases / sizeof *cases; index++) {
    struct bytes out = {0};
    json_text(&out, cases[index].text, cases[index].length);
    CHECK(strcmp(text_of(&out), cases[index].json) == 0);
    bytes_release(&out);
  }
  struct bytes out = {0};
  json_number(&out, 0);
  json_put(&out, " ");
  json_number(&out, 18446744073709551615ull);
  CHECK(strcmp(text_of(&out), "0 18446744073709551615") == 0);
  bytes_release(&out);
}

static void write_text(const char *folder, const char *name, const char *text) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void make_folder(char *path, size_t size, const char *parent, const char *name) {
  snprintf(path, size, "%s/%s", parent, name);
  CHECK(mkdir(path, 0755) == 0);
}

/** Folders that look like cgroups; in one is a child of this process that calls itself as nobody should. */
static void test_report(const char *folder) {
  char docker[4096], container[4096], below[4096], expected[256];
  int ready[2], end[2];
  CHECK(pipe(ready) == 0 && pipe(end) == 0);
  pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_NAME, "a) Z 1 (\n\"");
    close(end[1]);
    CHECK(write(ready[1], "", 1) == 1);
    _exit(read(end[0], expected, 1) != 0);
  }
  CHECK(read(ready[0], expected, 1) == 1);
  make_folder(docker, sizeof docker, folder, "docker");
  make_folder(container, sizeof container, docker, "c0ffee");
  make_folder(below, sizeof below, container, "a \"b");
  write_text(container, "memory.max", "max\n");
  write_text(container, "cgroup.procs", "0\n999999999\n");
  snprintf(expected, sizeof expected, "%d\n%d\n", getpid(), child);
  write_text(below, "cgroup.procs", expected);

  struct bytes out = {0};
  put_kernel_report(&out, folder);
  const char *text = text_of(&out);
  CHECK(strstr(text, "{\"path\":\"/docker/c0ffee\",\"atMs\":") != NULL);
  CHECK(strstr(text, ",\"cpu.stat\":\"\",\"cpu.max\":\"\",") != NULL);
  CHECK(strstr(text, "\"memory.max\":\"max\\u000a\"") != NULL);
  const char *group = strstr(text, "{\"path\":\"/docker/c0ffee/a \\\"b\"");
  CHECK(group != NULL);
  // It does not tell of itself.
  snprintf(expected, sizeof expected, "\"processes\":[{\"pid\":%d,\"parent\":%d,\"pids\":[", child, getpid());
  CHECK(strstr(group, expected) != NULL);
  CHECK(strstr(group, "\"name\":\"a) Z 1 (\\u000a\\\"\",\"state\":\"") != NULL);
  CHECK(strstr(group, "]}],\"leftOut\":0}\n") != NULL);
  bytes_release(&out);
  close(end[1]);
  int status;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
}

int main(int count, char **arguments) {
  CHECK(count == 2);
  test_stat();
  test_no_stat();
  test_status();
  test_json();
  test_report(arguments[1]);
  puts("the kernel's words are understood");
  return 0;
}
