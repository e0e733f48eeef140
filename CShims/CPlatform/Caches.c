#define _GNU_SOURCE
#include "CPlatform.h"
#include "include/CPlatformTesting.h"

#include "TextFile.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/// One file of /sys/devices/system/cpu/cpu0/cache/index<n>.
static bool read_entry(const char *root, int index, const char *file, char *line, size_t capacity) {
  char number[16];
  snprintf(number, sizeof number, "%d", index);
  text_path path;
  text_path_set(&path, root, "/sys/devices/system/cpu/cpu0/cache/index", number, "/", file, NULL);
  return text_first_line(&path, line, capacity);
}

/// "48K", "1M" or plain bytes; 0 for anything else.
static int64_t parse_size(const char *text) {
  int64_t size;
  const char *unit = text_parse_number(text, &size);
  if (unit == NULL || size > (int64_t)1 << 32) return 0;
  switch (*unit) {
    case 'K': return size << 10;
    case 'M': return size << 20;
    case 'G': return size << 30;
    default: return size;
  }
}

static void take_entry(const char *root, int index, int64_t level, cplatform_caches *caches) {
  char type[32], line[64];
  if (!read_entry(root, index, "type", type, sizeof type) || strcmp(type, "Instruction") == 0) return;
  int64_t *const sizes[] = {&caches->l1_data, &caches->l2, &caches->l3};
  if (level >= 1 && level <= 3 && read_entry(root, index, "size", line, sizeof line)) {
    *sizes[level - 1] = parse_size(line);
  }
  if (level == 1 && read_entry(root, index, "coherency_line_size", line, sizeof line)) caches->line = parse_size(line);
}

cplatform_caches cplatform_caches_under(const char *root) {
  cplatform_caches caches = {0};
  char line[32];
  for (int index = 0; read_entry(root, index, "level", line, sizeof line); index++) {
    int64_t level = 0;
    text_parse_number(line, &level);
    take_entry(root, index, level, &caches);
  }
  return caches;
}

/// Fills what sysfs left open: glibc asks the processor itself on x86-64.
static void ask_libc(int64_t *value, int name) {
  if (*value > 0 || name < 0) return;
  const long answer = sysconf(name);
  if (answer > 0) *value = answer;
}

#ifndef _SC_LEVEL1_DCACHE_SIZE
#define _SC_LEVEL1_DCACHE_SIZE -1
#define _SC_LEVEL1_DCACHE_LINESIZE -1
#define _SC_LEVEL2_CACHE_SIZE -1
#define _SC_LEVEL3_CACHE_SIZE -1
#endif

cplatform_caches cplatform_get_caches(void) {
  cplatform_caches caches = cplatform_caches_under("");
  ask_libc(&caches.l1_data, _SC_LEVEL1_DCACHE_SIZE);
  ask_libc(&caches.line, _SC_LEVEL1_DCACHE_LINESIZE);
  ask_libc(&caches.l2, _SC_LEVEL2_CACHE_SIZE);
  ask_libc(&caches.l3, _SC_LEVEL3_CACHE_SIZE);
  return caches;
}
