// Ordering, elimination and solution, each one call of KLU.
#include <stdlib.h>
#include "Library.h"

struct csparselu_order {
  const csparselu *library;
  csparselu_common common;
  csparselu_symbolic *symbolic;
};

/// KLU reads the order and writes to `common`, of which each factorization has its own.
struct csparselu_factors {
  const csparselu_order *order;
  csparselu_common common;
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
                          csparselu_order **order) {
  *order = NULL;
  csparselu_order *made = calloc(1, sizeof *made);
  if (made == NULL) return CSPARSELU_NO_MEMORY;
  made->library = library;
  library->call.klu_defaults(&made->common);
  made->symbolic = library->call.klu_analyze(n, (int *)starts, (int *)indices, &made->common);
  if (made->symbolic == NULL) {
    const int32_t code = code_of(made->common.status);
    free(made);
    return code == CSPARSELU_OK ? CSPARSELU_INVALID : code;
  }
  *order = made;
  return CSPARSELU_OK;
}

csparselu_estimate csparselu_get_estimate(const csparselu_order *order) {
  const csparselu_symbolic *s = order->symbolic;
  // Blocks of one have no ordering to count from: KLU counts their diagonals itself.
  const double within = s->lnz + s->unz, between = s->nzoff;
  const double entry = sizeof(double) + sizeof(int32_t);
  return (csparselu_estimate){
      .blocks = s->nblocks,
      .largest_block = s->maxblock,
      .factor_entries = within + between,
      .flops = s->est_flops > 0 ? s->est_flops : 0,
      // KLU begins with a fifth more than the estimate, and holds about twenty vectors.
      .bytes = entry * (order->common.initmem_amd * within + between) + 20 * sizeof(double) * (double)s->n,
  };
}

int32_t csparselu_factorize(const csparselu_order *order, const int32_t *starts, const int32_t *indices,
                            const double *values, csparselu_factors **factors, int32_t *column) {
  *factors = NULL;
  *column = -1;
  csparselu_factors *made = calloc(1, sizeof *made);
  if (made == NULL) return CSPARSELU_NO_MEMORY;
  made->order = order;
  made->common = order->common;
  made->numeric =
      order->library->call.klu_factor((int *)starts, (int *)indices, (double *)values, order->symbolic, &made->common);
  const int32_t code = code_of(made->common.status);
  if (code == CSPARSELU_OK && made->numeric != NULL) {
    *factors = made;
    return CSPARSELU_OK;
  }
  const int named = made->common.singular_col;
  if (code == CSPARSELU_SINGULAR && named >= 0 && named < order->symbolic->n) *column = named;
  csparselu_free_factors(made);
  return code == CSPARSELU_OK ? CSPARSELU_INVALID : code;
}

size_t csparselu_peak_bytes(const csparselu_factors *factors) { return factors->common.mempeak; }

size_t csparselu_bytes(const csparselu_factors *factors) { return factors->common.memusage; }

int32_t csparselu_solve(csparselu_factors *f, bool transposed, int32_t m, double *x) {
  const csparselu_order *order = f->order;
  const int n = order->symbolic->n;
  const int done = transposed ? order->library->call.klu_tsolve(order->symbolic, f->numeric, n, m, x, &f->common)
                              : order->library->call.klu_solve(order->symbolic, f->numeric, n, m, x, &f->common);
  return done ? CSPARSELU_OK : code_of(f->common.status);
}

void csparselu_free_factors(csparselu_factors *f) {
  if (f == NULL) return;
  if (f->numeric != NULL) f->order->library->call.klu_free_numeric(&f->numeric, &f->common);
  free(f);
}

void csparselu_free_order(csparselu_order *order) {
  if (order == NULL) return;
  order->library->call.klu_free_symbolic(&order->symbolic, &order->common);
  free(order);
}
