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

/// From the register the kernel shows, else from /proc/cpuinfo. False if neither tells.
static bool read_identity(const char *root, cplatform_identity *identity) {
  text_path path;
  char line[64];
  text_path_set(&path, root, "/sys/devices/system/cpu/cpu0/regs/identification/midr_el1", NULL);
  if (text_first_line(&path, line, sizeof line)) {
    const unsigned long long midr = strtoull(line, NULL, 16);
    identity->implementer = (int32_t)(midr >> 24 & 0xFF);
    identity->variant = (int32_t)(midr >> 20 & 0xF);
    identity->part = (int32_t)(midr >> 4 & 0xFFF);
    identity->revision = (int32_t)(midr & 0xF);
    return true;
  }
  const long implementer = cpuinfo_number(root, "CPU implementer"), part = cpuinfo_number(root, "CPU part");
  if (implementer < 0 || part < 0) return false;
  const long variant = cpuinfo_number(root, "CPU variant"), revision = cpuinfo_number(root, "CPU revision");
  identity->implementer = (int32_t)(implementer & 0xFF);
  identity->part = (int32_t)(part & 0xFFF);
  identity->variant = variant < 0 ? 0 : (int32_t)(variant & 0xF);
  identity->revision = revision < 0 ? 0 : (int32_t)(revision & 0xF);
  return true;
}

cplatform_identity cplatform_arm_identity_under(const char *root) {
  cplatform_identity identity = {0};
  read_identity(root, &identity);
  return identity;
}

const char *cplatform_arm_part(int32_t implementer, int32_t part) {
  static const struct {
    int32_t implementer, part;
    const char *name;
  } parts[] = {
      {0x41, 0xD03, "Arm Cortex-A53"},     {0x41, 0xD07, "Arm Cortex-A57"},         {0x41, 0xD08, "Arm Cortex-A72"},
      {0x41, 0xD0B, "Arm Cortex-A76"},     {0x41, 0xD0C, "Arm Neoverse N1"},        {0x41, 0xD40, "Arm Neoverse V1"},
      {0x41, 0xD49, "Arm Neoverse N2"},    {0x41, 0xD4F, "Arm Neoverse V2"},        {0x41, 0xD83, "Arm Neoverse V3AE"},
      {0x41, 0xD84, "Arm Neoverse V3"},    {0x41, 0xD8E, "Arm Neoverse N3"},        {0x43, 0x0A1, "Cavium ThunderX"},
      {0x43, 0x0AF, "Cavium ThunderX2"},   {0x46, 0x001, "Fujitsu A64FX"},          {0x48, 0xD01, "HiSilicon TaiShan v110"},
      {0x48, 0xD02, "HiSilicon TaiShan v120"}, {0x51, 0xC00, "Qualcomm Falkor"},    {0x6D, 0xD49, "Microsoft Cobalt 100"},
      {0xC0, 0xAC3, "Ampere AmpereOne"},   {0xC0, 0xAC4, "Ampere AmpereOne A"},
  };
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].implementer == implementer && parts[i].part == part) return parts[i].name;
  }
  return NULL;
}

size_t cplatform_arm_name_under(const char *root, char *buffer, size_t capacity) {
  cplatform_identity identity;
  if (!read_identity(root, &identity)) return give("", buffer, capacity);
  char name[96];
  const char *known = cplatform_arm_part(identity.implementer, identity.part);
  snprintf(name, sizeof name, "%s%simplementer 0x%02x part 0x%03x%s", known == NULL ? "ARM64 " : known,
           known == NULL ? "" : " (", (unsigned)identity.implementer, (unsigned)identity.part, known == NULL ? "" : ")");
  return give(name, buffer, capacity);
}

#if defined(__x86_64__)

#include <cpuid.h>

cplatform_identity cplatform_get_identity(void) {
  cplatform_identity identity = {0};
  unsigned a, b, c, d;
  if (!__get_cpuid(0, &a, &b, &c, &d)) return identity;
  memcpy(identity.vendor, &b, 4);
  memcpy(identity.vendor + 4, &d, 4);
  memcpy(identity.vendor + 8, &c, 4);
  if (!__get_cpuid(1, &a, &b, &c, &d)) return identity;
  const unsigned family = a >> 8 & 0xF, model = a >> 4 & 0xF;
  identity.family = (int32_t)(family == 0xF ? family + (a >> 20 & 0xFF) : family);
  identity.model = (int32_t)(family == 0xF || family == 6 ? model + (a >> 16 & 0xF) * 16 : model);
  identity.stepping = (int32_t)(a & 0xF);
  return identity;
}

size_t cplatform_hypervisor(char *buffer, size_t capacity) {
  unsigned a, b, c, d;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c >> 31 & 1) == 0) return give("", buffer, capacity);
  __cpuid(0x40000000, a, b, c, d);
  char name[13] = {0};
  memcpy(name, &b, 4);
  memcpy(name + 4, &c, 4);
  memcpy(name + 8, &d, 4);
  return give(name, buffer, capacity);
}

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

cplatform_identity cplatform_get_identity(void) {
  return cplatform_arm_identity_under("");
}

size_t cplatform_hypervisor(char *buffer, size_t capacity) {
  return give("", buffer, capacity);
}

size_t cplatform_processor_name(char *buffer, size_t capacity) {
  return cplatform_arm_name_under("", buffer, capacity);
}

#else

cplatform_identity cplatform_get_identity(void) {
  return (cplatform_identity){0};
}

size_t cplatform_hypervisor(char *buffer, size_t capacity) {
  return give("", buffer, capacity);
}

size_t cplatform_processor_name(char *buffer, size_t capacity) {
  return give("", buffer, capacity);
}

#endif
