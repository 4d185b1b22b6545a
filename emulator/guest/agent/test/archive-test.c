/** Archives of the guest's own files (tree-archive.h), as the system's tar lists and unpacks them. */
#include "../tree-archive.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static const char *folder;

static int run(const char *command) {
  int status = system(command);
  CHECK(WIFEXITED(status));
  return WEXITSTATUS(status);
}

/** Archives `name` of the folder to the file `archive`; the exit code. */
static int archive(const char *name, const char *archive) {
  pid_t pid = fork();
  if (pid == 0) {
    if (!freopen(archive, "w", stdout) || !freopen("errors", "w", stderr)) _exit(9);
    int code = tree_archive_main(3, (char *[]){"tree-archive", (char *)folder, (char *)name, NULL});
    fflush(NULL);
    _exit(code);
  }
  int status;
  CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
  return WEXITSTATUS(status);
}

static void make_tree(void) {
  CHECK(run("rm -rf tree out && mkdir -p tree/sub/empty out && cd tree && umask 022 && printf hello >b && ln b sub/link "
            "&& ln -s ../b sub/symlink && mkfifo pipe && chmod 4711 b && touch -d @1000000000 b sub/empty "
            "&& i=0; n=; while [ $i -lt 12 ]; do n=${n}0123456789; i=$((i+1)); done; mkdir $n; echo long >$n/$n; "
            "ln -s $n$n sub/long-link; head -c 3000000 /dev/zero | tr '\\\\0' z >large; touch -- -dash") == 0);
}

static void test_tree(void) {
  CHECK(archive("tree", "tree.tar") == 0);
  CHECK(run("tar tf tree.tar | head -4 >list; printf 'tree/\\ntree/-dash\\n' | cmp -n 17 - list") == 0);
  CHECK(run("tar tvf tree.tar | grep -q 'tree/sub/link link to tree/b$'") == 0);
  CHECK(run("cd out && tar xpf ../tree.tar && diff -r --no-dereference tree/sub ../tree/sub && cmp tree/large ../tree/large") == 0);
  CHECK(run("cd out/tree && test -p pipe && test \"$(stat -c '%a %Y %h' b)\" = '4711 1000000000 2'") == 0);
  CHECK(run("cd out/tree && test $(stat -c %Y sub/empty) = 1000000000 && test \"$(cat 0*/0*)\" = long") == 0);
}

/** Names where there are some, else numbers; whoever lists them has the same /etc/passwd. */
static void test_owners(void) {
  CHECK(archive("tree", "tree.tar") == 0);
  CHECK(run("test $(head -c 512 tree.tar | dd bs=1 skip=265 count=32 2>/dev/null | tr -d '\\0') = $(stat -c %U tree)") == 0);
  CHECK(run("test $(head -c 512 tree.tar | dd bs=1 skip=297 count=32 2>/dev/null | tr -d '\\0') = $(stat -c %G tree)") == 0);
}

static void test_here(void) {
  CHECK(archive(".", "here.tar") == 0);
  CHECK(run("tar tf here.tar | grep -qx './tree/b'") == 0);
}

static void test_one_file(void) {
  CHECK(run("printf x >-n") == 0);
  CHECK(archive("-n", "one.tar") == 0);
  CHECK(run("test \"$(tar tf one.tar)\" = -n && test \"$(tar xOf one.tar)\" = x") == 0);
}

static void test_missing(void) {
  CHECK(archive("nothing", "missing.tar") == 1);
  CHECK(run("grep -qx 'nothing: No such file or directory' errors && ! test -s missing.tar") == 0);
}

int main(int count, char **arguments) {
  CHECK(count == 2);
  folder = arguments[1];
  CHECK(chdir(folder) == 0);
  folder = realpath(".", NULL);
  CHECK(folder);
  make_tree();
  test_tree();
  test_owners();
  test_one_file();
  test_here();
  test_missing();
  puts("trees become archives");
  return 0;
}
