// Opening a library: every way it can be wrong has a code and one line of text.
#define _GNU_SOURCE
#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const function_names[CSPARSELU_FUNCTION_COUNT] = {CSPARSELU_FUNCTIONS(CSPARSELU_NAME)};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static csparselu *opened;

/// Writes one line: whatever breaks it (a path may hold anything) becomes a space.
static void tell(char *message, size_t capacity, const char *subject, const char *reason) {
  if (message == NULL || capacity == 0) return;
  snprintf(message, capacity, "%s%s%s", subject, subject[0] == '\0' || reason[0] == '\0' ? "" : ": ", reason);
  for (char *c = message; *c != '\0'; c++) {
    if ((unsigned char)*c < ' ' || *c == 0x7F) *c = ' ';
  }
}

/// The first function that is missing, or NULL.
static const char *bind(csparselu *library) {
  for (size_t i = 0; i < CSPARSELU_FUNCTION_COUNT; i++) {
    library->call.symbols[i] = dlsym(library->handle, function_names[i]);
    if (library->call.symbols[i] == NULL) return function_names[i];
  }
  return NULL;
}

static void describe(csparselu *library) {
  Dl_info found;
  if (dladdr(library->call.symbols[0], &found) != 0 && found.dli_fname != NULL) {
    char *resolved = realpath(found.dli_fname, NULL);
    snprintf(library->path, sizeof library->path, "%s", resolved == NULL ? found.dli_fname : resolved);
    free(resolved);
  }
  // KLU itself does not say before release 2; the configuration library it leans on does.
  int (*ask)(int[3]);
  void *symbol = dlsym(library->handle, "SuiteSparse_version");
  memcpy((void *)&ask, &symbol, sizeof ask);
  int version[3] = {0, 0, 0};
  if (ask != NULL && ask(version) > 0) {
    snprintf(library->version, sizeof library->version, "KLU of SuiteSparse %d.%d.%d", version[0], version[1], version[2]);
  } else {
    snprintf(library->version, sizeof library->version, "KLU");
  }
}

static int32_t make(const char *path, void *handle, csparselu **library, char *message, size_t capacity) {
  csparselu *made = calloc(1, sizeof *made);
  if (made == NULL) {
    tell(message, capacity, path, "out of memory");
    return CSPARSELU_NO_MEMORY;
  }
  made->handle = handle;
  const char *missing = bind(made);
  if (missing != NULL) {
    char reason[96];
    snprintf(reason, sizeof reason, "not SuiteSparse's KLU, no symbol %s", missing);
    tell(message, capacity, path, reason);
    free(made);
    return CSPARSELU_MISSING_SYMBOL;
  }
  const char *fault = csparselu_unfit(made);
  if (fault != NULL) {
    tell(message, capacity, path, fault);
    free(made);
    return CSPARSELU_UNFIT;
  }
  describe(made);
  made->next = opened;
  opened = made;
  *library = made;
  return CSPARSELU_OK;
}

static int32_t open_locked(const char *path, csparselu **library, char *message, size_t capacity) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    tell(message, capacity, "", reason == NULL ? "dlopen failed" : reason);
    return CSPARSELU_NOT_FOUND;
  }
  for (csparselu *known = opened; known != NULL; known = known->next) {
    if (known->handle != handle) continue;
    dlclose(handle);
    *library = known;
    return CSPARSELU_OK;
  }
  const int32_t code = make(path, handle, library, message, capacity);
  if (code != CSPARSELU_OK) dlclose(handle);
  return code;
}

int32_t csparselu_open(const char *path, csparselu **library, char *message, size_t capacity) {
  *library = NULL;
  tell(message, capacity, "", "");
  // The empty name means the program itself to dlopen.
  if (path == NULL || path[0] == '\0') {
    tell(message, capacity, "no library named", "");
    return CSPARSELU_NOT_FOUND;
  }
  pthread_mutex_lock(&lock);
  const int32_t code = open_locked(path, library, message, capacity);
  pthread_mutex_unlock(&lock);
  return code;
}

const char *const *csparselu_system_names(void) {
  static const char *const names[] = {"libklu.so.2", "libklu.so.1", "libklu.so", NULL};
  return names;
}

csparselu_info csparselu_get_info(const csparselu *library) {
  return (csparselu_info){.path = library->path, .version = library->version};
}
