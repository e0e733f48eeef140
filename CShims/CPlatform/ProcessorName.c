#define _GNU_SOURCE
#include "CPlatform.h"
#include "include/CPlatformTesting.h"

#include "TextFile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Writes the text cut to the capacity; returns its full length.
static size_t give(const char *text, char *buffer, size_t capacity) {
  return (size_t)snprintf(buffer, capacity, "%s", text);
}

/// A number in C's notation behind `key` in /proc/cpuinfo, "CPU part\t: 0xd40"; -1 if there is none.
static long cpuinfo_number(const char *root, const char *key) {
  text_path path;
  text_reader reader;
  char line[256];
  text_path_set(&path, root, "/proc/cpuinfo", NULL);
  if (!text_open(&reader, &path)) return -1;
  long number = -1;
  while (number < 0 && text_next_line(&reader, line, sizeof line)) {
    const char *colon = strchr(line, ':');
    if (strncmp(line, key, strlen(key)) == 0 && colon != NULL) number = strtol(colon + 1, NULL, 0);
  }
  text_close(&reader);
  return number;
}

/// Implementer and part, from the register the kernel shows, else from /proc/cpuinfo. False if neither tells.
static bool read_identity(const char *root, unsigned *implementer, unsigned *part) {
  text_path path;
  char line[64];
  text_path_set(&path, root, "/sys/devices/system/cpu/cpu0/regs/identification/midr_el1", NULL);
  if (text_first_line(&path, line, sizeof line)) {
    const unsigned long long midr = strtoull(line, NULL, 16);
    *implementer = (unsigned)(midr >> 24) & 0xFF;
    *part = (unsigned)(midr >> 4) & 0xFFF;
    return true;
  }
  const long first = cpuinfo_number(root, "CPU implementer"), second = cpuinfo_number(root, "CPU part");
  *implementer = (unsigned)first & 0xFF;
  *part = (unsigned)second & 0xFFF;
  return first >= 0 && second >= 0;
}

/// Parts met in servers; NULL for another.
static const char *known_part(unsigned implementer, unsigned part) {
  static const struct {
    unsigned implementer, part;
    const char *name;
  } parts[] = {
      {0x41, 0xD08, "Arm Cortex-A72"},    {0x41, 0xD0C, "Arm Neoverse N1"}, {0x41, 0xD40, "Arm Neoverse V1"},
      {0x41, 0xD49, "Arm Neoverse N2"},   {0x41, 0xD4F, "Arm Neoverse V2"}, {0x41, 0xD84, "Arm Neoverse V3"},
      {0x41, 0xD8E, "Arm Neoverse N3"},   {0x46, 0x001, "Fujitsu A64FX"},   {0x48, 0xD01, "HiSilicon TaiShan v110"},
      {0xC0, 0xAC3, "Ampere AmpereOne"},
  };
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].implementer == implementer && parts[i].part == part) return parts[i].name;
  }
  return NULL;
}

size_t cplatform_arm_name_under(const char *root, char *buffer, size_t capacity) {
  unsigned implementer, part;
  if (!read_identity(root, &implementer, &part)) return give("", buffer, capacity);
  char name[96];
  const char *known = known_part(implementer, part);
  snprintf(name, sizeof name, "%s%simplementer 0x%02x part 0x%03x%s", known == NULL ? "ARM64 " : known,
           known == NULL ? "" : " (", implementer, part, known == NULL ? "" : ")");
  return give(name, buffer, capacity);
}

#if defined(__x86_64__)

#include <cpuid.h>

size_t cplatform_processor_name(char *buffer, size_t capacity) {
  enum { leaves = 3 };
  unsigned words[4 * leaves + 1] = {0};
  for (unsigned i = 0; i < leaves; i++) {
    unsigned *w = words + 4 * i;
    if (!__get_cpuid(0x80000002u + i, w, w + 1, w + 2, w + 3)) return give("", buffer, capacity);
  }
  // Filled up with blanks, by some makers in front.
  char *name = (char *)words;
  size_t length = strlen(name);
  while (length > 0 && name[length - 1] == ' ') name[--length] = '\0';
  return give(name + strspn(name, " "), buffer, capacity);
}

#elif defined(__aarch64__)

size_t cplatform_processor_name(char *buffer, size_t capacity) {
  return cplatform_arm_name_under("", buffer, capacity);
}

#else

size_t cplatform_processor_name(char *buffer, size_t capacity) {
  return give("", buffer, capacity);
}

#endif
