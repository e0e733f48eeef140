#include "CPlatform.h"

#if defined(__linux__)
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

bool cplatform_end_with_parent(int64_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return false;
  // It may have ended before the request.
  return parent <= 0 || getppid() == parent;
}
#else
bool cplatform_end_with_parent(int64_t parent) {
  (void)parent;
  return true;
}
#endif
