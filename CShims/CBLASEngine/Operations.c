// The operations: sizes checked and narrowed to the library's integers, pivots widened to ours.
#include "Engine.h"

#include <stdlib.h>
#include <string.h>

static bool fit_32_bits(const int64_t *values, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (values[i] < INT32_MIN || values[i] > INT32_MAX) return false;
  }
  return true;
}

/// Turns the 32-bit pivots at the front of the array into 64-bit ones, from the last on so that none is overwritten
/// before it is read.
static void widen_pivots(int64_t *pivots, int64_t count) {
  for (int64_t i = count - 1; i >= 0; i--) {
    int32_t narrow;
    memcpy(&narrow, (const char *)pivots + i * (int64_t)sizeof narrow, sizeof narrow);
    pivots[i] = narrow;
  }
}

/// A 32-bit copy of the pivots, to be freed; NULL without memory or pivots.
static int32_t *narrow_pivots(const int64_t *pivots, int64_t count) {
  int32_t *narrow = count > 0 ? malloc((size_t)count * sizeof *narrow) : NULL;
  for (int64_t i = 0; narrow != NULL && i < count; i++) narrow[i] = (int32_t)pivots[i];
  return narrow;
}

// LP64: 32-bit integers.
#define INT int32_t
#define TABLE lp64
#define FITS(...) \
  fit_32_bits((const int64_t[]){__VA_ARGS__}, sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))
#define WIDEN_PIVOTS(PIVOTS, COUNT) widen_pivots(PIVOTS, COUNT)
#define BORROW_PIVOTS(PIVOTS, COUNT) narrow_pivots(PIVOTS, COUNT)
#define RETURN_PIVOTS(PIVOTS) free((void *)PIVOTS)

#define REAL double
#define FUNCTION(op) d##op
#define OP(op) d##op##_lp64
#include "OperationsTemplate.h"

#define REAL float
#define FUNCTION(op) s##op
#define OP(op) s##op##_lp64
#include "OperationsTemplate.h"

#undef INT
#undef TABLE
#undef FITS
#undef WIDEN_PIVOTS
#undef BORROW_PIVOTS
#undef RETURN_PIVOTS

// ILP64: 64-bit integers, nothing to convert.
#define INT int64_t
#define TABLE ilp64
#define FITS(...) true
#define WIDEN_PIVOTS(PIVOTS, COUNT) (void)0
#define BORROW_PIVOTS(PIVOTS, COUNT) (PIVOTS)
#define RETURN_PIVOTS(PIVOTS) (void)0

#define REAL double
#define FUNCTION(op) d##op
#define OP(op) d##op##_ilp64
#include "OperationsTemplate.h"

#define REAL float
#define FUNCTION(op) s##op
#define OP(op) s##op##_ilp64
#include "OperationsTemplate.h"

#define CALL(OP, ...) (e->info.integer_bits == 64 ? OP##_ilp64(e, __VA_ARGS__) : OP##_lp64(e, __VA_ARGS__))

#define DEFINE(P, REAL)                                                                                                   \
  int32_t cblasengine_##P##gemm(const cblasengine *e, char transa, char transb, int64_t m, int64_t n, int64_t k,          \
                                REAL alpha, const REAL *a, int64_t lda, const REAL *b, int64_t ldb, REAL beta, REAL *c,   \
                                int64_t ldc) {                                                                            \
    return CALL(P##gemm, transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);                                   \
  }                                                                                                                       \
  int32_t cblasengine_##P##gemv(const cblasengine *e, char trans, int64_t m, int64_t n, REAL alpha, const REAL *a,        \
                                int64_t lda, const REAL *x, int64_t incx, REAL beta, REAL *y, int64_t incy) {             \
    return CALL(P##gemv, trans, m, n, alpha, a, lda, x, incx, beta, y, incy);                                             \
  }                                                                                                                       \
  int32_t cblasengine_##P##trsm(const cblasengine *e, char side, char uplo, char trans, char diag, int64_t m, int64_t n,  \
                                REAL alpha, const REAL *a, int64_t lda, REAL *b, int64_t ldb) {                           \
    return CALL(P##trsm, side, uplo, trans, diag, m, n, alpha, a, lda, b, ldb);                                           \
  }                                                                                                                       \
  int32_t cblasengine_##P##getrf(const cblasengine *e, int64_t m, int64_t n, REAL *a, int64_t lda, int64_t *pivots,       \
                                 int64_t *info) {                                                                         \
    return CALL(P##getrf, m, n, a, lda, pivots, info);                                                                    \
  }                                                                                                                       \
  int32_t cblasengine_##P##getri(const cblasengine *e, int64_t n, REAL *a, int64_t lda, const int64_t *pivots,            \
                                 REAL *work, int64_t lwork, int64_t *info) {                                              \
    return CALL(P##getri, n, a, lda, pivots, work, lwork, info);                                                          \
  }

DEFINE(d, double)
DEFINE(s, float)
