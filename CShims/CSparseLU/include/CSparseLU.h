// SuiteSparse's KLU opened at run time: sparse LU with a permutation to block triangular form, without a BLAS.
//
// UMFPACK would need a BLAS of its own beside the one of CBLASEngine, and its threads; KLU needs none. Matrices are in
// compressed columns with 32-bit indices. A library is tried on small systems when it is opened, so that one with other
// structures than those of KLU 1.3.8 is refused and never used; KLU 2 documents the same ones and was not tried.
// Reference: Davis and Palamadai Natarajan (2010), ACM Trans. Math. Software 37, algorithm 907.
#ifndef LEONTIEF_CSPARSELU_H
#define LEONTIEF_CSPARSELU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct csparselu csparselu;
typedef struct csparselu_order csparselu_order;
typedef struct csparselu_factors csparselu_factors;

enum {
  CSPARSELU_OK = 0,
  CSPARSELU_NOT_FOUND = 1,      // dlopen failed; the message holds its reason
  CSPARSELU_MISSING_SYMBOL = 2, // opened, but not a KLU; the message names the symbol
  CSPARSELU_UNFIT = 3,          // a KLU whose structures differ, or whose answers are wrong
  CSPARSELU_NO_MEMORY = 4,
  CSPARSELU_TOO_LARGE = 5,      // more factors than 32-bit integers can count
  CSPARSELU_SINGULAR = 6,       // a zero pivot
  CSPARSELU_INVALID = 7,        // the matrix is not in order
};

/// Strings are owned by the library.
typedef struct {
  const char *path;    // resolved file
  const char *version; // "KLU of SuiteSparse 5.12.0", "KLU" where it does not say
} csparselu_info;

/// What the order of elimination says before any number is looked at; exact as long as pivots stay on the diagonal.
typedef struct {
  int32_t blocks;        // of the block triangular form
  int32_t largest_block;
  double factor_entries; // of L and U, diagonals included, and between the blocks
  double flops;
  double bytes;          // of the factors with KLU's headroom and its vectors
} csparselu_estimate;

/// Opens `path` (a file, or a name for the dynamic loader) and tries it. On success stores a library that stays open;
/// otherwise NULL, and one line in `message`. Thread-safe; a library opened before is given again.
int32_t csparselu_open(const char *path, csparselu **library, char *message, size_t capacity);

/// The file names tried, in order, when no path is given: a NULL-terminated list.
const char *const *csparselu_system_names(void);

csparselu_info csparselu_get_info(const csparselu *library);

/// Orders an n × n matrix, n > 0. The arrays are not kept. On failure `*order` is NULL.
int32_t csparselu_analyze(const csparselu *library, int32_t n, const int32_t *starts, const int32_t *indices,
                          csparselu_order **order);

csparselu_estimate csparselu_get_estimate(const csparselu_order *order);

/// Eliminates a matrix with the places that were ordered, any number of times and from several threads at once; each makes
/// factors of its own, for which the order must outlive them. On failure `*factors` is NULL, and on CSPARSELU_SINGULAR
/// `*column` is the column without a pivot, or -1 where the library names none. NaN and infinities are not looked for: they
/// spread to the solutions.
int32_t csparselu_factorize(const csparselu_order *order, const int32_t *starts, const int32_t *indices,
                            const double *values, csparselu_factors **factors, int32_t *column);

/// Bytes KLU held at its peak so far, and holds: the order and the factors.
size_t csparselu_peak_bytes(const csparselu_factors *factors);
size_t csparselu_bytes(const csparselu_factors *factors);

/// Overwrites the m columns of X (column-major, n apart) with the solutions of A X = B or AᵀX = B. One call at a time.
int32_t csparselu_solve(csparselu_factors *factors, bool transposed, int32_t m, double *x);

void csparselu_free_factors(csparselu_factors *factors);
void csparselu_free_order(csparselu_order *order);

#ifdef __cplusplus
}
#endif
#endif
