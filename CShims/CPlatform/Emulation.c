#include "CPlatform.h"

#include "TextFile.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>

/// QEMU's translator names itself where hypervisors do.
static bool names_translator(void) {
  unsigned eax, ebx, ecx, edx;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0 || (ecx >> 31 & 1) == 0) return false;
  char name[12];
  __cpuid(0x40000000, eax, ebx, ecx, edx);
  memcpy(name, &ebx, 4);
  memcpy(name + 4, &ecx, 4);
  memcpy(name + 8, &edx, 4);
  return memcmp(name, "TCGTCGTCGTCG", sizeof name) == 0;
}
#else
static bool names_translator(void) { return false; }
#endif

bool cplatform_is_emulated(void) {
  if (names_translator()) return true;
  // A process under qemu-user is one of the emulator's own: the kernel knows it by that name.
  text_path path;
  char line[64];
  text_path_set(&path, "", "/proc/self/comm", NULL);
  return text_first_line(&path, line, sizeof line) && strncmp(line, "qemu-", 5) == 0;
}
