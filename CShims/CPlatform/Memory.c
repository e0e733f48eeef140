#define _GNU_SOURCE
#include "CPlatform.h"
#include "include/CPlatformTesting.h"

#include "ControlGroup.h"

#include <sys/resource.h>

enum { kibibyte = 1024 };

/// Least limit and least room over the groups visited; -1 while there is none.
typedef struct {
  int64_t limit, room;
} group_memory;

static int64_t least(int64_t a, int64_t b) {
  if (a < 0 || b < 0) return a < 0 ? b : a;
  return a < b ? a : b;
}

static int64_t larger(int64_t a, int64_t b) {
  return a < b ? b : a;
}

static bool read_file(text_path *folder, const char *file, int64_t *value) {
  const size_t length = folder->length;
  text_path_append(folder, file);
  const bool found = text_number(folder, value);
  text_path_cut(folder, length);
  return found;
}

/// Memory charged to the group that it cannot give back: pages of files are dropped on demand, and after reading a large
/// table they are most of what is charged. Those of a mapped file count as active from the first touch, and are no firmer.
static int64_t firm_usage(text_path *folder, int version) {
  int64_t charged, inactive = 0, active = 0;
  if (!read_file(folder, version == 2 ? "/memory.current" : "/memory.usage_in_bytes", &charged)) return 0;
  const size_t length = folder->length;
  text_path_append(folder, "/memory.stat");
  text_number_of_key(folder, version == 2 ? "inactive_file " : "total_inactive_file ", &inactive);
  text_number_of_key(folder, version == 2 ? "active_file " : "total_active_file ", &active);
  text_path_cut(folder, length);
  const int64_t files = inactive > INT64_MAX - active ? INT64_MAX : inactive + active;
  return files < charged ? charged - files : 0;
}

static void take_memory(text_path *folder, int version, void *context) {
  group_memory *group = context;
  int64_t limit;
  // "max" is no number; version 1 writes the largest multiple of a page instead.
  if (!read_file(folder, version == 2 ? "/memory.max" : "/memory.limit_in_bytes", &limit)) return;
  if (limit >= (int64_t)1 << 62) return;
  const int64_t used = firm_usage(folder, version);
  group->limit = least(group->limit, limit);
  group->room = least(group->room, used < limit ? limit - used : 0);
}

static int64_t kibibytes_of(const char *root, const char *file, const char *key) {
  text_path path;
  int64_t value;
  text_path_set(&path, root, file, NULL);
  return text_number_of_key(&path, key, &value) && value <= INT64_MAX / kibibyte ? value * kibibyte : -1;
}

cplatform_memory cplatform_memory_under(const char *root, int64_t address_space_limit) {
  group_memory group = {-1, -1};
  control_group_walk(root, "memory", take_memory, &group);
  const int64_t total = kibibytes_of(root, "/proc/meminfo", "MemTotal:");
  const int64_t available = kibibytes_of(root, "/proc/meminfo", "MemAvailable:");
  int64_t usable = least(available, group.room);
  if (address_space_limit > 0) {
    const int64_t mapped = larger(kibibytes_of(root, "/proc/self/status", "VmSize:"), 0);
    usable = least(usable, mapped < address_space_limit ? address_space_limit - mapped : 0);
  }
  return (cplatform_memory){
      .total = larger(total, 0),
      .available = larger(available, 0),
      .cgroup_limit = larger(group.limit, 0),
      .address_space_limit = address_space_limit,
      .usable = usable < 0 ? 0 : larger(usable, 1),
  };
}

static int64_t address_space_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return 0;
  return limit.rlim_cur > INT64_MAX ? 0 : (int64_t)limit.rlim_cur;
}

cplatform_memory cplatform_get_memory(void) {
  return cplatform_memory_under("", address_space_limit());
}

int64_t cplatform_address_space_left(void) {
  const int64_t limit = address_space_limit();
  if (limit == 0) return INT64_MAX;
  const int64_t mapped = larger(kibibytes_of("", "/proc/self/status", "VmSize:"), 0);
  return mapped < limit ? limit - mapped : 0;
}

int64_t cplatform_peak_resident_bytes(void) {
  // getrusage keeps the peak over exec: a small program started by a large one would tell the size of its parent.
  const int64_t peak = kibibytes_of("", "/proc/self/status", "VmHWM:");
  if (peak > 0) return peak;
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? (int64_t)usage.ru_maxrss * kibibyte : 0;
}
