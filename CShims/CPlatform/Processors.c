#define _GNU_SOURCE
#include "CPlatform.h"
#include "include/CPlatformTesting.h"

#include "ControlGroup.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

/// Kernels end at 8192 processors.
enum { mask_bits = 65536, word_bits = 8 * sizeof(unsigned long) };

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
    // A wild number must not become a long loop.
    for (int64_t i = first; i <= last && i < mask_bits; i++) {
      processors->online += 1;
      processors->cores += leads(root, i, "thread_siblings_list");
      processors->sockets += leads(root, i, "core_siblings_list");
    }
  }
}

/// The kernel refuses a mask shorter than its own, and cpu_set_t ends at 1024.
typedef struct {
  unsigned long words[mask_bits / word_bits];
} processor_mask;

/// The mask of this thread; empty if unknown.
static void take_affinity(processor_mask *mask) {
  memset(mask, 0, sizeof *mask);
  if (sched_getaffinity(0, sizeof *mask, (cpu_set_t *)mask) != 0) memset(mask, 0, sizeof *mask);
}

static int32_t count_mask(const processor_mask *mask) {
  int32_t count = 0;
  for (size_t i = 0; i < mask_bits / word_bits; i++) count += __builtin_popcountl(mask->words[i]);
  return count;
}

static bool is_allowed(const processor_mask *mask, int64_t processor) {
  return processor < mask_bits && (mask->words[processor / word_bits] >> (processor % word_bits) & 1) != 0;
}

/// The processors that share a cache of the third level with one, as a list. False where there is none.
static bool read_l3_sharers(const char *root, int64_t processor, char *line, size_t capacity) {
  char number[32], entry[16];
  snprintf(number, sizeof number, "%lld", (long long)processor);
  for (int index = 0; index < 16; index++) {
    snprintf(entry, sizeof entry, "%d", index);
    text_path path;
    text_path_set(&path, root, "/sys/devices/system/cpu/cpu", number, "/cache/index", entry, NULL);
    const size_t length = path.length;
    int64_t level;
    text_path_append(&path, "/level");
    if (!text_number(&path, &level)) return false;
    text_path_cut(&path, length);
    text_path_append(&path, "/shared_cpu_list");
    if (level == 3) return text_first_line(&path, line, capacity);
  }
  return false;
}

/// The first processor of a list that the mask allows; -1 if there is none.
static int64_t first_allowed(const char *list, const processor_mask *mask) {
  int64_t first, last;
  for (const char *rest = list; (rest = next_range(rest, &first, &last)) != NULL;) {
    for (int64_t i = first; i <= last && i < mask_bits; i++) {
      if (is_allowed(mask, i)) return i;
    }
  }
  return -1;
}

static int32_t count_l3_domains(const char *root, const processor_mask *mask) {
  char line[512];
  int32_t count = 0;
  for (int64_t i = 0; i < mask_bits; i++) {
    count += is_allowed(mask, i) && read_l3_sharers(root, i, line, sizeof line) && first_allowed(line, mask) == i;
  }
  return count;
}

int32_t cplatform_l3_domains_under(const char *root, const char *allowed) {
  processor_mask mask;
  memset(&mask, 0, sizeof mask);
  int64_t first, last;
  for (const char *rest = allowed; (rest = next_range(rest, &first, &last)) != NULL;) {
    for (int64_t i = first; i <= last && i < mask_bits; i++) mask.words[i / word_bits] |= 1ul << (i % word_bits);
  }
  return count_l3_domains(root, &mask);
}

int32_t cplatform_l3_domains(void) {
  processor_mask mask;
  take_affinity(&mask);
  return count_l3_domains("", &mask);
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
  processor_mask mask;
  take_affinity(&mask);
  return cplatform_processors_under("", count_mask(&mask));
}
