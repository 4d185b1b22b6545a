/* The node of the image: Debian's libnode, with a snapshot as the releases of Node.js have one. */
#define _GNU_SOURCE
#include <elf.h>
#include <link.h>
#include <string.h>

#include "snapshot-data.h"

/** Written at set-up by mksnapshot.c. */
static const char snapshotPath[] = "/usr/local/lib/node.snapshot";

/** LIBNODE_BUILD_ID is the GNU build ID of the libnode that it was written with, in hexadecimal digits. */
static const char libnodeBuildId[] = LIBNODE_BUILD_ID;

static bool is_build_id(const char *id, size_t length) {
  char text[2 * 64 + 1] = "";
  if (length > 64) return false;
  for (size_t i = 0; i < length; i++) sprintf(text + 2 * i, "%02x", (unsigned char)id[i]);
  return strcmp(text, libnodeBuildId) == 0;
}

static size_t padded(size_t length) { return (length + 3) & ~(size_t)3; }

static bool notes_have_build_id(const char *at, size_t length) {
  const char *end = at + length;
  while ((size_t)(end - at) >= sizeof(ElfW(Nhdr))) {
    const ElfW(Nhdr) *note = (const void *)at;
    const char *name = at + sizeof *note;
    const char *value = name + padded(note->n_namesz);
    if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == sizeof ELF_NOTE_GNU && strcmp(name, ELF_NOTE_GNU) == 0)
      return is_build_id(value, note->n_descsz);
    at = value + padded(note->n_descsz);
  }
  return false;
}

/** For dl_iterate_phdr: 1 when the object is the libnode of the snapshot. */
static int is_our_libnode(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size, (void)unused;
  if (!strstr(object->dlpi_name, "/libnode.so.")) return 0;
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *header = &object->dlpi_phdr[i];
    if (header->p_type != PT_NOTE) continue;
    if (notes_have_build_id((const char *)object->dlpi_addr + header->p_vaddr, header->p_memsz)) return 1;
  }
  return 0;
}

static bool load(union snapshot_data *data) {
  if (!dl_iterate_phdr(is_our_libnode, NULL)) return false;
  FILE *file = fopen(snapshotPath, "re");
  if (!file) return false;
  for (int i = 0; i < STRINGS; i++) {
    char *string = data->bytes + FIRST_STRING + i * STRING_BYTES;
    *(char **)(void *)string = string + TEXT_IN_STRING;
  }
  bool isRead = snapshot_data_from_blob(data, file);
  fclose(file);
  data->ownership = 1;
  return isRead;
}

const union snapshot_data *embedded_snapshot_data(void) {
  static union snapshot_data data;
  static enum { UNKNOWN, LOADED, ABSENT } state;
  // First asked before there is a second thread.
  if (state == UNKNOWN) state = load(&data) ? LOADED : ABSENT;
  return state == LOADED ? &data : NULL;
}

int main(int argc, char **argv) { return node_start(argc, argv); }
