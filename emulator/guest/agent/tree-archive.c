#include "tree-archive.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "placed-output.h"
#include "tar-tree.h"
#include "tar-writer.h"

static int no_dots(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static bool put_all_here(struct tar_tree *tree) {
  struct dirent **entries;
  int count = scandir(".", &entries, no_dots, alphasort);
  bool ok = count >= 0;
  for (int index = 0; index < count; index++) {
    ok = ok && tar_put_tree(tree, entries[index]->d_name, entries[index]->d_name);
    free(entries[index]);
  }
  if (count >= 0) free(entries);
  return ok;
}

bool write_archive(FILE *out, const char *name) {
  struct tar_tree tree = {.out = out, .named = true};
  bool ok = (name ? tar_put_tree(&tree, name, name) : put_all_here(&tree)) && tar_put_end(out);
  int error = errno;
  tar_tree_release(&tree);
  if (!output_close(out)) return false;
  errno = error;
  return ok;
}

int tree_archive_main(int count, char **arguments) {
  struct stat status;
  if (count != 3) {
    fputs("usage: tree-archive DIRECTORY NAME\n", stderr);
    return 1;
  }
  if (chdir(arguments[1]) < 0) perror(arguments[1]);
  else if (lstat(arguments[2], &status) < 0 || !write_archive(output_open(), arguments[2])) perror(arguments[2]);
  else return 0;
  return 1;
}
