#include "CPlatform.h"

#include "TextFile.h"

#include <string.h>

/// QEMU's translator names itself where hypervisors do.
static bool names_translator(void) {
  char name[16];
  cplatform_hypervisor(name, sizeof name);
  return strcmp(name, "TCGTCGTCGTCG") == 0;
}

bool cplatform_is_emulated(void) {
  if (names_translator()) return true;
  // A process under qemu-user is one of the emulator's own: the kernel knows it by that name.
  text_path path;
  char line[64];
  text_path_set(&path, "", "/proc/self/comm", NULL);
  return text_first_line(&path, line, sizeof line) && strncmp(line, "qemu-", 5) == 0;
}
