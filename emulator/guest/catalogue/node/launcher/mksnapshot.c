/*
 * `mksnapshot --snapshot-blob FILE --build-snapshot anything` writes the snapshot of a Node.js that has run no script, as
 * node_mksnapshot of its sources does for its releases: one that may be started with any flags and on any processor. By
 * themselves these options make a snapshot of what a script has left, which may not.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>

#include "snapshot-data.h"

#define STRING "NSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE"
/** static int node::SnapshotBuilder::Generate(node::SnapshotData *, std::vector<std::string>, std::vector<std::string>) */
#define GENERATE "_ZN4node15SnapshotBuilder8GenerateEPNS_12SnapshotDataESt6vectorI" STRING "SaIS9_EESB_"

typedef int generate_function(void *data, void *args, void *execArgs);
generate_function generate __asm__(GENERATE);

/** std::shared_ptr<node::PerProcessOptions> node::per_process::cli_options; what it leads to comes first. */
extern char *const cliOptions[] __asm__("_ZN4node11per_process11cli_optionsE");
/** Of `build_snapshot` in node::PerProcessOptions (src/node_options.h of Node.js 18, i386). */
enum { BUILD_SNAPSHOT = 0x78 };

/** Stands before libnode's. */
int generate(void *data, void *args, void *execArgs) {
  char *isOfScript = cliOptions[0] + BUILD_SNAPSHOT;
  generate_function *generateOfLibnode = (generate_function *)dlsym(RTLD_NEXT, GENERATE);
  if (!generateOfLibnode || *isOfScript != 1) {
    fputs("mksnapshot: this is not the libnode of Node.js 18 for i386\n", stderr);
    exit(1);
  }
  *isOfScript = 0;
  return generateOfLibnode(data, args, execArgs);
}

const union snapshot_data *embedded_snapshot_data(void) { return NULL; }

int main(int argc, char **argv) { return node_start(argc, argv); }
