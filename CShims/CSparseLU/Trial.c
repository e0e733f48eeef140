// A library is believed once its defaults stand where they are expected and it solves a system whose answer is known.
#include "Library.h"

static bool defaults_are_in_place(const csparselu *library) {
  csparselu_common common = {0};
  if (library->call.klu_defaults(&common) == 0) return false;
  // `scale` stands at its default, 2: rows are divided by their largest element, and solutions multiplied back.
  return common.tol == 0.001 && common.memgrow == 1.2 && common.initmem_amd == 1.2 && common.initmem == 10 &&
         common.btf == 1 && common.ordering == 0 && common.scale == 2 && common.halt_if_singular == 1 &&
         common.status == 0;
}

/// [4 0 0 1; 0 4 0 0; 2 0 4 0; 0 0 0 2], four blocks of one, with x = (1, 2, 3, 4) or its transpose: all exact.
static bool solves(const csparselu *library) {
  static const int32_t starts[] = {0, 2, 3, 4, 6}, indices[] = {0, 2, 1, 2, 0, 3};
  static const double values[] = {4, 2, 4, 4, 1, 2}, right[2][4] = {{8, 8, 14, 8}, {10, 8, 12, 9}};
  csparselu_order *order = NULL;
  csparselu_factors *factors = NULL;
  int32_t column = -1;
  if (csparselu_analyze(library, 4, starts, indices, &order) != CSPARSELU_OK) return false;
  const csparselu_estimate estimate = csparselu_get_estimate(order);
  bool good = estimate.blocks == 4 && estimate.largest_block == 1 && estimate.factor_entries >= 6 &&
              csparselu_factorize(order, starts, indices, values, &factors, &column) == CSPARSELU_OK;
  for (int transposed = 0; good && transposed < 2; transposed++) {
    double x[4];
    for (int i = 0; i < 4; i++) x[i] = right[transposed][i];
    good = csparselu_solve(factors, transposed == 1, 1, x) == CSPARSELU_OK;
    for (int i = 0; i < 4; i++) good = good && x[i] == i + 1;
  }
  if (good) {
    const size_t peak = csparselu_peak_bytes(factors);
    good = peak >= csparselu_bytes(factors) && peak < 1 << 20;
  }
  csparselu_free_factors(factors);
  csparselu_free_order(order);
  return good;
}

/// A column of zeros must be found, and found in its place.
static bool tells_singular(const csparselu *library) {
  static const int32_t starts[] = {0, 2, 4}, indices[] = {0, 1, 0, 1};
  static const double values[] = {1, 2, 0, 0};
  csparselu_order *order = NULL;
  csparselu_factors *factors = NULL;
  int32_t column = -1;
  if (csparselu_analyze(library, 2, starts, indices, &order) != CSPARSELU_OK) return false;
  const int32_t code = csparselu_factorize(order, starts, indices, values, &factors, &column);
  csparselu_free_factors(factors);
  csparselu_free_order(order);
  return code == CSPARSELU_SINGULAR && column == 1;
}

const char *csparselu_unfit(const csparselu *library) {
  if (!defaults_are_in_place(library)) return "refused, its structures are not those of KLU 1.3";
  if (!solves(library)) return "refused, it does not solve a small system";
  if (!tells_singular(library)) return "refused, it takes a singular matrix for a regular one";
  return 0;
}
