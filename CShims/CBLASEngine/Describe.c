// What a library says of itself, through the functions OpenBLAS adds to the BLAS. Other libraries lack them: unknown.
#define _GNU_SOURCE
#include "Engine.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// An information function in the family's spelling: the prefix, and `64_` or nothing behind the name. The spellings
/// with one more underscore are the Fortran interfaces, which take pointers: not wanted here.
static void *find(const cblasengine *engine, const cblasengine_family *family, const char *function) {
  static const char *const suffixes[] = {"64_", ""};
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    char name[96];
    snprintf(name, sizeof name, "%s%s%s", family->prefix, function, suffixes[i]);
    void *symbol = dlsym(engine->handle, name);
    if (symbol != NULL) return symbol;
  }
  return NULL;
}

// POSIX makes data and function pointers interchangeable; ISO C has no cast for it, hence the copy.
#define BIND(POINTER, SYMBOL)                                \
  do {                                                       \
    void *symbol_ = (SYMBOL);                                \
    memcpy((void *)&(POINTER), &symbol_, sizeof(POINTER));   \
  } while (0)

static void copy_text(const cblasengine *engine, const cblasengine_family *family, const char *function, char *buffer,
                      size_t capacity) {
  char *(*ask)(void);
  BIND(ask, find(engine, family, function));
  const char *text = ask == NULL ? NULL : ask();
  snprintf(buffer, capacity, "%s", text == NULL ? "" : text);
  size_t length = strlen(buffer);
  while (length > 0 && buffer[length - 1] == ' ') buffer[--length] = '\0';
}

/// -1 when the library has no such function.
static int ask_number(const cblasengine *engine, const cblasengine_family *family, const char *function) {
  int (*ask)(void);
  BIND(ask, find(engine, family, function));
  return ask == NULL ? -1 : ask();
}

/// "OpenBLAS 0.3.21" out of "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH …"; old releases begin with the options.
static void parse_version(const char *configuration, char *version, size_t capacity) {
  static const char product[] = "OpenBLAS ";
  if (configuration[0] == '\0') {
    version[0] = '\0';
  } else if (strncmp(configuration, product, sizeof product - 1) == 0) {
    const size_t number = strcspn(configuration + sizeof product - 1, " ");
    snprintf(version, capacity, "%.*s", (int)(sizeof product - 1 + number), configuration);
  } else {
    snprintf(version, capacity, "OpenBLAS");
  }
}

static const char *threading_name(int parallel) {
  static const char *const names[] = {"serial", "pthread", "openmp"};
  return parallel >= 0 && parallel < 3 ? names[parallel] : "";
}

/// The file that holds gemm, which need not be the one named: `path` may be a link, or lean on another library.
static void resolve_path(cblasengine *engine) {
  Dl_info found;
  if (dladdr(engine->functions.symbols[0], &found) == 0 || found.dli_fname == NULL) return;
  char *resolved = realpath(found.dli_fname, NULL);
  snprintf(engine->path, sizeof engine->path, "%s", resolved == NULL ? found.dli_fname : resolved);
  free(resolved);
}

void cblasengine_describe(cblasengine *engine, const cblasengine_family *family) {
  resolve_path(engine);
  // OpenBLAS builds its configuration in a static buffer on every call: asked once, under the lock, and copied.
  copy_text(engine, family, "openblas_get_config", engine->configuration, sizeof engine->configuration);
  copy_text(engine, family, "openblas_get_corename", engine->core_type, sizeof engine->core_type);
  parse_version(engine->configuration, engine->version, sizeof engine->version);
  BIND(engine->get_threads, find(engine, family, "openblas_get_num_threads"));
  BIND(engine->set_threads, find(engine, family, "openblas_set_num_threads"));
  const int processors = ask_number(engine, family, "openblas_get_num_procs");
  engine->info = (cblasengine_info){
      .path = engine->path,
      .symbol_family = family->name,
      .version = engine->version,
      .configuration = engine->configuration,
      .core_type = engine->core_type,
      .threading = threading_name(ask_number(engine, family, "openblas_get_parallel")),
      .integer_bits = cblasengine_integer_bits(&engine->functions),
      .processors = processors > 0 ? processors : 0,
  };
}

cblasengine_info cblasengine_get_info(const cblasengine *engine) {
  return engine->info;
}

void cblasengine_set_threads(const cblasengine *engine, int32_t threads) {
  if (engine->set_threads != NULL) engine->set_threads(threads < 1 ? 1 : threads);
}

int32_t cblasengine_get_threads(const cblasengine *engine) {
  return engine->get_threads == NULL ? 0 : engine->get_threads();
}
