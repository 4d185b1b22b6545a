#include "tar-writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "own.h"
#include "placed-output.h"

enum { BLOCK = 512, NAME = 100, MAX_ATTRIBUTES = 64 * 1024, MAX_READ = 1024 * 1024 };

/** POSIX ustar. */
struct header {
  char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], checksum[8], type, link[100], magic[6], version[2],
    user[32], group[32], major[8], minor[8], prefix[155], padding[12];
};

static bool put(FILE *out, const void *bytes, size_t length) {
  return fwrite(bytes, 1, length, out) == length;
}

static bool pad(FILE *out, unsigned long long length) {
  static const char zeros[BLOCK];
  return put(out, zeros, (BLOCK - length % BLOCK) % BLOCK);
}

/** Octal digits and a NUL; false when the field is too short. */
static bool octal(char *field, size_t size, unsigned long long value) {
  char digits[24];
  int length = snprintf(digits, sizeof digits, "%0*llo", (int)size - 1, value);
  if ((size_t)length >= size) {
    memset(field, '0', size - 1);
    return false;
  }
  memcpy(field, digits, size);
  return true;
}

/** "LENGTH KEY=VALUE\n", where LENGTH counts itself. */
static void record(FILE *records, const char *key, const char *value, size_t length) {
  size_t rest = strlen(key) + length + 3;
  size_t total = rest + 1;
  for (char digits[24]; (size_t)snprintf(digits, sizeof digits, "%zu", total) + rest != total;)
    total = rest + (size_t)snprintf(digits, sizeof digits, "%zu", total);
  fprintf(records, "%zu %s=", total, key);
  fwrite(value, 1, length, records);
  fputc('\n', records);
}

static void number_record(FILE *records, const char *key, long long value) {
  char text[24];
  record(records, key, text, (size_t)snprintf(text, sizeof text, "%lld", value));
}

/** A name as the header holds it: in full, in ASCII. */
static bool fits(const char *name) {
  size_t length = 0;
  for (; name[length]; length++)
    if ((unsigned char)name[length] >= 0x80) return false;
  return length <= NAME;
}

/** Those that mean something elsewhere: file capabilities and the user's own. */
static bool travels(const char *name) {
  return strcmp(name, "security.capability") == 0 || strncmp(name, "user.", 5) == 0;
}

static int by_name(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static void attribute_records(FILE *records, const char *path) {
  OWN_MEMORY char *list = malloc(MAX_ATTRIBUTES);
  OWN_MEMORY char *value = malloc(MAX_ATTRIBUTES);
  if (!list || !value) return;
  ssize_t size = llistxattr(path, list, MAX_ATTRIBUTES);
  char *names[256];
  size_t count = 0;
  for (char *name = list; size > 0 && name < list + size && count < 256; name += strlen(name) + 1)
    if (travels(name)) names[count++] = name;
  qsort(names, count, sizeof *names, by_name);
  for (size_t index = 0; index < count; index++) {
    char key[300];
    ssize_t length = lgetxattr(path, names[index], value, MAX_ATTRIBUTES);
    if (length < 0) continue;
    snprintf(key, sizeof key, "SCHILY.xattr.%s", names[index]);
    record(records, key, value, (size_t)length);
  }
}

static bool put_block(FILE *out, struct header *header) {
  memcpy(header->magic, "ustar", sizeof header->magic);
  memcpy(header->version, "00", sizeof header->version);
  memset(header->checksum, ' ', sizeof header->checksum);
  unsigned sum = 0;
  for (size_t index = 0; index < sizeof *header; index++) sum += ((unsigned char *)header)[index];
  snprintf(header->checksum, sizeof header->checksum, "%06o", sum);
  return put(out, header, sizeof *header);
}

static bool put_records(FILE *out, const char *records, size_t length) {
  struct header header = {.name = "PaxHeaders.0/member", .type = 'x'};
  octal(header.mode, sizeof header.mode, 0);
  octal(header.uid, sizeof header.uid, 0);
  octal(header.gid, sizeof header.gid, 0);
  octal(header.size, sizeof header.size, length);
  octal(header.mtime, sizeof header.mtime, 0);
  return put_block(out, &header) && put(out, records, length) && pad(out, length);
}

bool tar_put_header(FILE *out, const struct tar_member *member) {
  const struct stat *status = &member->status;
  unsigned long long size = member->type == '0' ? (unsigned long long)status->st_size : 0;
  OWN_MEMORY char *text = NULL;
  size_t length = 0;
  FILE *records = open_memstream(&text, &length);
  if (!records) return false;
  struct header header = {.type = member->type};
  memcpy(header.name, member->name, strnlen(member->name, sizeof header.name));
  memcpy(header.link, member->link, strnlen(member->link, sizeof header.link));
  octal(header.mode, sizeof header.mode, status->st_mode & 07777);
  // In the order of their names, as Go sorts them.
  if (member->attributes) attribute_records(records, member->attributes);
  if (!octal(header.gid, sizeof header.gid, status->st_gid)) number_record(records, "gid", status->st_gid);
  if (!fits(member->link)) record(records, "linkpath", member->link, strlen(member->link));
  bool isOld = status->st_mtim.tv_sec < 0;
  unsigned long long mtime = isOld ? 0 : (unsigned long long)status->st_mtim.tv_sec;
  if (!octal(header.mtime, sizeof header.mtime, mtime) || isOld)
    number_record(records, "mtime", status->st_mtim.tv_sec);
  if (!fits(member->name)) record(records, "path", member->name, strlen(member->name));
  if (!octal(header.size, sizeof header.size, size)) number_record(records, "size", (long long)size);
  if (!octal(header.uid, sizeof header.uid, status->st_uid)) number_record(records, "uid", status->st_uid);
  if (member->user) memcpy(header.user, member->user, strnlen(member->user, sizeof header.user - 1));
  if (member->group) memcpy(header.group, member->group, strnlen(member->group, sizeof header.group - 1));
  bool isDevice = member->type == '3' || member->type == '4';
  octal(header.major, sizeof header.major, isDevice ? major(status->st_rdev) : 0);
  octal(header.minor, sizeof header.minor, isDevice ? minor(status->st_rdev) : 0);
  if (fclose(records) != 0) return false;
  return (length == 0 || put_records(out, text, length)) && put_block(out, &header);
}

bool tar_put_content(FILE *out, int in, const struct tar_member *member) {
  static const char zeros[4096];
  unsigned long long left = (unsigned long long)member->status.st_size;
  while (left > 0) {
    ssize_t got = output_read_from(out, in, left < MAX_READ ? (size_t)left : MAX_READ);
    if (got < 0) return false;
    if (got == 0) {
      got = left < sizeof zeros ? (ssize_t)left : (ssize_t)sizeof zeros;
      if (!put(out, zeros, (size_t)got)) return false;
    }
    left -= (unsigned long long)got;
  }
  return pad(out, (unsigned long long)member->status.st_size);
}

bool tar_put_end(FILE *out) {
  static const char zeros[2 * BLOCK];
  return put(out, zeros, sizeof zeros);
}
