// The OpenMP runtime, as the functions taken from it.
#ifndef LEONTIEF_CPARALLEL_RUNTIME_H
#define LEONTIEF_CPARALLEL_RUNTIME_H

/// Without a runtime every pointer is NULL and the name is "none".
typedef struct {
  const char *name;
  // Why there is no runtime although one is wanted: one line, or "".
  const char *message;
  // The entry GCC compiles `#pragma omp parallel` to: runs `function(data)` on every member and joins.
  void (*parallel)(void (*function)(void *), void *data, unsigned members, unsigned flags);
  int (*member)(void);
  int (*members)(void);
  int (*in_parallel)(void);
  // Optional.
  int (*get_dynamic)(void);
  void (*set_dynamic)(int dynamic);
  void (*set_blocktime)(int milliseconds);
} cparallel_functions;

/// The runtime of this process, looked for on the first call.
const cparallel_functions *cparallel_load(void);

#endif
