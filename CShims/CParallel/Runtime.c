// Finding an OpenMP runtime.
#define _GNU_SOURCE
#include "Runtime.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char message[1024];
static cparallel_functions functions = {.name = "none", .message = ""};

static void *find_parallel(void *handle) {
#ifdef __GLIBC__
  // libomp carries the GNU entries under GNU's version names too; some releases only under those.
  void *symbol = dlvsym(handle, "GOMP_parallel", "GOMP_4.0");
  if (symbol != NULL) return symbol;
#endif
  return dlsym(handle, "GOMP_parallel");
}

// POSIX makes data and function pointers interchangeable; ISO C has no cast for it, hence the copy. CBLASEngine has the
// same three lines: the shims are targets of their own and share no private header.
#define BIND(POINTER, SYMBOL)                              \
  do {                                                     \
    void *symbol_ = (SYMBOL);                              \
    memcpy((void *)&(POINTER), &symbol_, sizeof(POINTER)); \
  } while (0)

/// Keeps the reason for a failure as one line: whatever breaks it (a path may hold anything) becomes a space.
static void tell(const char *start, const char *end) {
  snprintf(message, sizeof message, "%s%s", start, end == NULL ? "dlopen failed" : end);
  for (char *c = message; *c != '\0'; c++) {
    if ((unsigned char)*c < ' ' || *c == 0x7F) *c = ' ';
  }
  functions.message = message;
}

/// Takes the functions of one library; leaves everything as it was if it is absent or lacks one.
static int take(const char *path) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    tell("", dlerror());
    return 0;
  }
  cparallel_functions found = {.name = path, .message = ""};
  BIND(found.parallel, find_parallel(handle));
  BIND(found.member, dlsym(handle, "omp_get_thread_num"));
  BIND(found.members, dlsym(handle, "omp_get_num_threads"));
  BIND(found.in_parallel, dlsym(handle, "omp_in_parallel"));
  BIND(found.get_dynamic, dlsym(handle, "omp_get_dynamic"));
  BIND(found.set_dynamic, dlsym(handle, "omp_set_dynamic"));
  BIND(found.set_blocktime, dlsym(handle, "kmp_set_blocktime"));
  const int complete =
      found.parallel != NULL && found.member != NULL && found.members != NULL && found.in_parallel != NULL;
  if (complete) {
    functions = found;
  } else {
    tell(path, ": not an OpenMP runtime");
  }
  return complete;
}

static void load(void) {
  static const char *const names[] = {"libomp.so.5", "libomp.so", "libgomp.so.1"};
  const char *wish = getenv("LEONTIEF_OPENMP");
  if (wish != NULL && wish[0] != '\0') {
    // A copy, since the environment may change under us; kept for the life of the process.
    char *path = strcmp(wish, "none") == 0 ? NULL : strdup(wish);
    if (path != NULL && !take(path)) free(path);
    return;
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (take(names[i])) return;
  }
  tell("", "no OpenMP runtime on this system (looked for libomp.so.5, libomp.so, libgomp.so.1)");
}

const cparallel_functions *cparallel_load(void) {
  pthread_once(&once, load);
  return &functions;
}
