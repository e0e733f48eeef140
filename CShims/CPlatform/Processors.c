#define _GNU_SOURCE
#include "CPlatform.h"
#include "include/CPlatformTesting.h"

#include "ControlGroup.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

/// The first number of a list like "0-3,8"; -1 if there is none.
static int64_t first_of_list(const char *list) {
  int64_t first;
  return text_parse_number(list, &first) == NULL ? -1 : first;
}

/// The next range of a list like "0-3,8". Returns what follows it; NULL at the end.
static const char *next_range(const char *list, int64_t *first, int64_t *last) {
  if (*list == ',') list++;
  list = text_parse_number(list, first);
  if (list == NULL) return NULL;
  *last = *first;
  return *list == '-' ? text_parse_number(list + 1, last) : list;
}

/// 1 if `processor` is the first of those named in a file of its topology: so that each core or socket counts once.
static int32_t leads(const char *root, int64_t processor, const char *file) {
  char number[32], line[512];
  snprintf(number, sizeof number, "%lld", (long long)processor);
  text_path path;
  text_path_set(&path, root, "/sys/devices/system/cpu/cpu", number, "/topology/", file, NULL);
  return text_first_line(&path, line, sizeof line) && first_of_list(line) == processor;
}

static void count_topology(const char *root, cplatform_processors *processors) {
  char line[512];
  text_path path;
  text_path_set(&path, root, "/sys/devices/system/cpu/online", NULL);
  if (!text_first_line(&path, line, sizeof line)) return;
  int64_t first, last;
  for (const char *rest = line; (rest = next_range(rest, &first, &last)) != NULL;) {
    // Kernels end at 8192 processors: a wild number must not become a long loop.
    for (int64_t i = first; i <= last && i < 65536; i++) {
      processors->online += 1;
      processors->cores += leads(root, i, "thread_siblings_list");
      processors->sockets += leads(root, i, "core_siblings_list");
    }
  }
}

/// Processors in the mask of this thread, 0 if unknown. The kernel refuses a mask shorter than its own, and cpu_set_t
/// ends at 1024: this one holds 65536 bits.
static int32_t affinity(void) {
  unsigned long mask[65536 / (8 * sizeof(unsigned long))];
  memset(mask, 0, sizeof mask);
  if (sched_getaffinity(0, sizeof mask, (cpu_set_t *)mask) != 0) return 0;
  int32_t count = 0;
  for (size_t i = 0; i < sizeof mask / sizeof *mask; i++) count += __builtin_popcountl(mask[i]);
  return count;
}

/// "quota period" of cpu.max (version 2), or the two files of version 1. False without a limit.
static bool read_quota(text_path *folder, int version, int64_t *quota, int64_t *period) {
  const size_t length = folder->length;
  bool limited;
  if (version == 2) {
    char line[128];
    text_path_append(folder, "/cpu.max");
    const char *rest = text_first_line(folder, line, sizeof line) ? text_parse_number(line, quota) : NULL;
    limited = rest != NULL && text_parse_number(rest, period) != NULL;
  } else {
    text_path_append(folder, "/cpu.cfs_quota_us");
    limited = text_number(folder, quota);  // "-1" is no limit, and no number here
    text_path_cut(folder, length);
    text_path_append(folder, "/cpu.cfs_period_us");
    limited = limited && text_number(folder, period);
  }
  text_path_cut(folder, length);
  return limited && *quota > 0 && *period > 0;
}

static void take_quota(text_path *folder, int version, void *context) {
  int32_t *least = context;
  int64_t quota, period;
  if (!read_quota(folder, version, &quota, &period)) return;
  const int64_t processors = quota / period + (quota % period != 0);
  if (processors < INT32_MAX && (*least == 0 || processors < *least)) *least = (int32_t)processors;
}

cplatform_processors cplatform_processors_under(const char *root, int32_t affinity) {
  cplatform_processors processors = {.affinity = affinity};
  count_topology(root, &processors);
  control_group_walk(root, "cpu", take_quota, &processors.quota);
  const int32_t allowed = affinity > 0 ? affinity : processors.online;
  processors.usable = allowed > 0 ? allowed : 1;
  if (processors.quota > 0 && processors.quota < processors.usable) processors.usable = processors.quota;
  return processors;
}

cplatform_processors cplatform_get_processors(void) {
  return cplatform_processors_under("", affinity());
}
