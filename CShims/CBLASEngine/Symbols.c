// Which spelling of the Fortran names a library uses, and how wide its integers are.
#define _GNU_SOURCE
#include "Engine.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#define NAME_OF(INTERFACE, NAME, REAL, INT) #NAME,

static const char *const function_names[CBLASENGINE_FUNCTION_COUNT] = {CBLASENGINE_FUNCTIONS(NAME_OF, )};

// 64-bit spellings first: a library that exports both (MKL) then needs no pivot conversion and has no size limit.
static const cblasengine_family families[] = {
    {"", "_64_", "dgemm_64_"},
    {"scipy_", "_64_", "scipy_dgemm_64_"},
    {"", "_", "dgemm_"},
    {"scipy_", "_", "scipy_dgemm_"},
    {"", "64_", "dgemm64_"},
    {"", "_64", "dgemm_64"},
};

/// Number of functions found; on a gap `missing` holds the first name that is not there.
static size_t fill(void *handle, const cblasengine_family *family, cblasengine_table *table, char *missing,
                   size_t capacity) {
  for (size_t i = 0; i < CBLASENGINE_FUNCTION_COUNT; i++) {
    char name[64];
    snprintf(name, sizeof name, "%s%s%s", family->prefix, function_names[i], family->suffix);
    table->symbols[i] = dlsym(handle, name);
    if (table->symbols[i] == NULL) {
      snprintf(missing, capacity, "%s", name);
      return i;
    }
  }
  return CBLASENGINE_FUNCTION_COUNT;
}

const cblasengine_family *cblasengine_find_family(void *handle, cblasengine_table *table, char *missing,
                                                  size_t capacity) {
  // The gap worth telling is that of the family with the most functions; without any, the common name of gemm.
  size_t most = 0;
  snprintf(missing, capacity, "dgemm_");
  for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
    char gap[64];
    const size_t found = fill(handle, &families[i], table, gap, sizeof gap);
    if (found == CBLASENGINE_FUNCTION_COUNT) return &families[i];
    if (found > most) {
      most = found;
      snprintf(missing, capacity, "%s", gap);
    }
  }
  return NULL;
}

int32_t cblasengine_integer_bits(const cblasengine_table *table) {
  // A library that reads 32 bits sees n = 2 and answers 2, one that reads 64 sees a negative n and answers 0. The low
  // half must come first in memory, as it does on every host Swift runs on.
  const int64_t n = (int64_t)0xFFFFFFFF00000002, increment = 1;
  const double x[2] = {1, 2};
  // The upper half of the register is undefined if the library returns 32 bits.
  const int32_t answer = (int32_t)table->ilp64.idamax(&n, x, &increment);
  switch (answer) {
    case 2: return 32;
    case 0: return 64;
    default: return 0;
  }
}
