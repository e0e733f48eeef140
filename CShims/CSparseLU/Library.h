// The library behind the handle: KLU's structures as its header has them, and its functions.
#ifndef LEONTIEF_CSPARSELU_LIBRARY_H
#define LEONTIEF_CSPARSELU_LIBRARY_H

#include "include/CSparseLU.h"

/// klu_symbolic.
typedef struct {
  double symmetry, est_flops, lnz, unz;
  double *block_lnz;
  int n, nz;
  int *p, *q, *r;
  int nzoff, nblocks, maxblock, ordering, do_btf, structural_rank;
} csparselu_symbolic;

/// klu_common, with room behind it for what a later release may add.
typedef struct csparselu_common {
  double tol, memgrow, initmem_amd, initmem, maxwork;
  int btf, ordering, scale;
  int (*user_order)(int, int *, int *, int *, struct csparselu_common *);
  void *user_data;
  int halt_if_singular, status, nrealloc, structural_rank, numerical_rank, singular_col, noffdiag;
  double flops, rcond, condest, rgrowth, work;
  size_t memusage, mempeak;
  char room[256];
} csparselu_common;

/// Beginning with `numeric`, what KLU makes is only handed back to it.
#define CSPARSELU_FUNCTIONS(F)                                                                                         \
  F(int, klu_defaults, (csparselu_common *))                                                                           \
  F(csparselu_symbolic *, klu_analyze, (int, int *, int *, csparselu_common *))                                        \
  F(void *, klu_factor, (int *, int *, double *, csparselu_symbolic *, csparselu_common *))                            \
  F(int, klu_solve, (csparselu_symbolic *, void *, int, int, double *, csparselu_common *))                            \
  F(int, klu_tsolve, (csparselu_symbolic *, void *, int, int, double *, csparselu_common *))                           \
  F(int, klu_free_symbolic, (csparselu_symbolic **, csparselu_common *))                                               \
  F(int, klu_free_numeric, (void **, csparselu_common *))

#define CSPARSELU_MEMBER(RESULT, NAME, ARGUMENTS) RESULT(*NAME) ARGUMENTS;
#define CSPARSELU_COUNT(RESULT, NAME, ARGUMENTS) +1
#define CSPARSELU_NAME(RESULT, NAME, ARGUMENTS) #NAME,

enum { CSPARSELU_FUNCTION_COUNT = 0 CSPARSELU_FUNCTIONS(CSPARSELU_COUNT) };

/// The symbols as found, and the same pointers with their types.
typedef union {
  void *symbols[CSPARSELU_FUNCTION_COUNT];
  struct { CSPARSELU_FUNCTIONS(CSPARSELU_MEMBER) };
} csparselu_functions;

_Static_assert(sizeof(csparselu_functions) == CSPARSELU_FUNCTION_COUNT * sizeof(void *),
               "function and data pointers differ in size");

struct csparselu {
  void *handle;
  csparselu_functions call;
  char path[1024];
  char version[64];
  struct csparselu *next;
};

/// Whether the library has KLU's structures and solves a small system right; else why not, in a few words.
const char *csparselu_unfit(const csparselu *library);

#endif
