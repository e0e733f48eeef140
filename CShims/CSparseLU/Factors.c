// Ordering, elimination and solution, each one call of KLU.
#include <stdlib.h>
#include "Library.h"

struct csparselu_factors {
  const csparselu *library;
  csparselu_common common;
  csparselu_symbolic *symbolic;
  void *numeric;
};

static int32_t code_of(int status) {
  switch (status) {
    case 0: return CSPARSELU_OK;
    case 1: return CSPARSELU_SINGULAR;
    case -2: return CSPARSELU_NO_MEMORY;
    case -4: return CSPARSELU_TOO_LARGE;
    default: return CSPARSELU_INVALID;
  }
}

// KLU's interface knows no const; it does not write to the matrix.

int32_t csparselu_analyze(const csparselu *library, int32_t n, const int32_t *starts, const int32_t *indices,
                          csparselu_factors **factors) {
  *factors = NULL;
  csparselu_factors *made = calloc(1, sizeof *made);
  if (made == NULL) return CSPARSELU_NO_MEMORY;
  made->library = library;
  library->call.klu_defaults(&made->common);
  made->symbolic = library->call.klu_analyze(n, (int *)starts, (int *)indices, &made->common);
  if (made->symbolic == NULL) {
    const int32_t code = code_of(made->common.status);
    free(made);
    return code == CSPARSELU_OK ? CSPARSELU_INVALID : code;
  }
  *factors = made;
  return CSPARSELU_OK;
}

csparselu_estimate csparselu_get_estimate(const csparselu_factors *factors) {
  const csparselu_symbolic *s = factors->symbolic;
  // Blocks of one have no ordering to count from: KLU counts their diagonals itself.
  const double within = s->lnz + s->unz, between = s->nzoff;
  const double entry = sizeof(double) + sizeof(int32_t);
  return (csparselu_estimate){
      .blocks = s->nblocks,
      .largest_block = s->maxblock,
      .factor_entries = within + between,
      .flops = s->est_flops > 0 ? s->est_flops : 0,
      // KLU begins with a fifth more than the estimate, and holds about twenty vectors.
      .bytes = entry * (factors->common.initmem_amd * within + between) + 20 * sizeof(double) * (double)s->n,
  };
}

int32_t csparselu_factorize(csparselu_factors *f, const int32_t *starts, const int32_t *indices, const double *values,
                            int32_t *column) {
  *column = -1;
  f->numeric = f->library->call.klu_factor((int *)starts, (int *)indices, (double *)values, f->symbolic, &f->common);
  const int32_t code = code_of(f->common.status);
  if (code == CSPARSELU_SINGULAR) *column = f->common.singular_col;
  if (code == CSPARSELU_OK && f->numeric == NULL) return CSPARSELU_INVALID;
  return code;
}

size_t csparselu_peak_bytes(const csparselu_factors *factors) { return factors->common.mempeak; }

size_t csparselu_bytes(const csparselu_factors *factors) { return factors->common.memusage; }

int32_t csparselu_solve(csparselu_factors *f, bool transposed, int32_t m, double *x) {
  if (f->numeric == NULL) return CSPARSELU_INVALID;
  const int n = f->symbolic->n;
  const int done = transposed ? f->library->call.klu_tsolve(f->symbolic, f->numeric, n, m, x, &f->common)
                              : f->library->call.klu_solve(f->symbolic, f->numeric, n, m, x, &f->common);
  return done ? CSPARSELU_OK : code_of(f->common.status);
}

void csparselu_free(csparselu_factors *f) {
  if (f == NULL) return;
  if (f->numeric != NULL) f->library->call.klu_free_numeric(&f->numeric, &f->common);
  f->library->call.klu_free_symbolic(&f->symbolic, &f->common);
  free(f);
}
