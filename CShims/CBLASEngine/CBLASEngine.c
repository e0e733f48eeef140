// Opening a library: every way it can be wrong has a code and one line of text.
#define _GNU_SOURCE
#include "Engine.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static cblasengine *opened;

typedef struct {
  char *text;
  size_t capacity;
} message_buffer;

/// Writes one line: whatever breaks it (a path may hold anything) becomes a space.
__attribute__((format(printf, 2, 3))) static void tell(message_buffer message, const char *format, ...) {
  if (message.text == NULL || message.capacity == 0) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message.text, message.capacity, format, arguments);
  va_end(arguments);
  for (char *c = message.text; *c != '\0'; c++) {
    if ((unsigned char)*c < ' ' || *c == 0x7F) *c = ' ';
  }
}

static cblasengine *already_open(void *handle) {
  for (cblasengine *engine = opened; engine != NULL; engine = engine->next) {
    if (engine->handle == handle) return engine;
  }
  return NULL;
}

/// Makes an engine of an open library. A library that is refused stays loaded: its constructor may have started threads.
static int32_t make(const char *path, void *handle, cblasengine **engine, message_buffer message) {
  cblasengine_table table;
  char missing[64];
  const cblasengine_family *family = cblasengine_find_family(handle, &table, missing, sizeof missing);
  if (family == NULL) {
    tell(message, "%s: not a complete BLAS and LAPACK, no symbol %s", path, missing);
    return CBLASENGINE_MISSING_SYMBOL;
  }
  if (cblasengine_integer_bits(&table) == 0) {
    tell(message, "%s: cannot tell whether the integers of %s have 32 or 64 bits", path, family->name);
    return CBLASENGINE_UNKNOWN_INTEGERS;
  }
  cblasengine *made = calloc(1, sizeof *made);
  if (made == NULL) {
    tell(message, "%s: out of memory", path);
    return CBLASENGINE_NO_MEMORY;
  }
  made->handle = handle;
  made->functions = table;
  cblasengine_describe(made, family);
  made->next = opened;
  opened = made;
  *engine = made;
  return CBLASENGINE_OK;
}

static int32_t open_locked(const char *path, cblasengine **engine, message_buffer message) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    tell(message, "%s", reason == NULL ? "dlopen failed" : reason);
    return CBLASENGINE_NOT_FOUND;
  }
  *engine = already_open(handle);
  return *engine != NULL ? CBLASENGINE_OK : make(path, handle, engine, message);
}

int32_t cblasengine_open(const char *path, cblasengine **engine, char *message, size_t capacity) {
  const message_buffer buffer = {message, capacity};
  *engine = NULL;
  tell(buffer, "%s", "");
  // The empty name means the program itself to dlopen.
  if (path == NULL || path[0] == '\0') {
    tell(buffer, "no library named");
    return CBLASENGINE_NOT_FOUND;
  }
  pthread_mutex_lock(&lock);
  const int32_t code = open_locked(path, engine, buffer);
  pthread_mutex_unlock(&lock);
  return code;
}

const char *const *cblasengine_system_names(void) {
  static const char *const names[] = {
      "libopenblas.so.0", "libopenblas.so", "libopenblas64_.so.0", "libopenblas64.so.0", NULL,
  };
  return names;
}
