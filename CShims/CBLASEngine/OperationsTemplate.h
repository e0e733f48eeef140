// The operations for one element type and one integer width; included by Operations.c with
// REAL, INT, TABLE (member of the union), FUNCTION(op) (name in that table), OP(op) (name of the result here),
// FITS(values), BORROW_PIVOTS, RETURN_PIVOTS and WIDEN_PIVOTS.

static int32_t OP(gemm)(const cblasengine *e, char transa, char transb, int64_t m, int64_t n, int64_t k, REAL alpha,
                        const REAL *a, int64_t lda, const REAL *b, int64_t ldb, REAL beta, REAL *c, int64_t ldc) {
  if (!FITS(m, n, k, lda, ldb, ldc)) return CBLASENGINE_TOO_LARGE;
  const INT rows = (INT)m, columns = (INT)n, depth = (INT)k, stride_a = (INT)lda, stride_b = (INT)ldb, stride_c = (INT)ldc;
  e->functions.TABLE.FUNCTION(gemm)(&transa, &transb, &rows, &columns, &depth, &alpha, a, &stride_a, b, &stride_b, &beta, c,
                                    &stride_c, 1, 1);
  return CBLASENGINE_OK;
}

static int32_t OP(gemv)(const cblasengine *e, char trans, int64_t m, int64_t n, REAL alpha, const REAL *a, int64_t lda,
                        const REAL *x, int64_t incx, REAL beta, REAL *y, int64_t incy) {
  if (!FITS(m, n, lda, incx, incy)) return CBLASENGINE_TOO_LARGE;
  const INT rows = (INT)m, columns = (INT)n, stride = (INT)lda, step_x = (INT)incx, step_y = (INT)incy;
  e->functions.TABLE.FUNCTION(gemv)(&trans, &rows, &columns, &alpha, a, &stride, x, &step_x, &beta, y, &step_y, 1);
  return CBLASENGINE_OK;
}

static int32_t OP(trsm)(const cblasengine *e, char side, char uplo, char trans, char diag, int64_t m, int64_t n, REAL alpha,
                        const REAL *a, int64_t lda, REAL *b, int64_t ldb) {
  if (!FITS(m, n, lda, ldb)) return CBLASENGINE_TOO_LARGE;
  const INT rows = (INT)m, columns = (INT)n, stride_a = (INT)lda, stride_b = (INT)ldb;
  e->functions.TABLE.FUNCTION(trsm)(&side, &uplo, &trans, &diag, &rows, &columns, &alpha, a, &stride_a, b, &stride_b, 1, 1, 1,
                                    1);
  return CBLASENGINE_OK;
}

static int32_t OP(getrf)(const cblasengine *e, int64_t m, int64_t n, REAL *a, int64_t lda, int64_t *pivots, int64_t *info) {
  if (!FITS(m, n, lda)) return CBLASENGINE_TOO_LARGE;
  const INT rows = (INT)m, columns = (INT)n, stride = (INT)lda;
  INT result = 0;
  // The caller's array has room for the pivots of either width; narrow ones are widened where they stand.
  e->functions.TABLE.FUNCTION(getrf)(&rows, &columns, a, &stride, (INT *)pivots, &result);
  if (result >= 0) WIDEN_PIVOTS(pivots, m < n ? m : n);
  *info = result;
  return CBLASENGINE_OK;
}

static int32_t OP(getri)(const cblasengine *e, int64_t n, REAL *a, int64_t lda, const int64_t *pivots, REAL *work,
                         int64_t lwork, int64_t *info) {
  if (!FITS(n, lda, lwork)) return CBLASENGINE_TOO_LARGE;
  const INT order = (INT)n, stride = (INT)lda, room = (INT)lwork;
  INT result = 0;
  const INT *borrowed = BORROW_PIVOTS(pivots, n);
  if (borrowed == NULL && n > 0) return CBLASENGINE_NO_MEMORY;
  e->functions.TABLE.FUNCTION(getri)(&order, a, &stride, borrowed, work, &room, &result);
  RETURN_PIVOTS(borrowed);
  *info = result;
  return CBLASENGINE_OK;
}

#undef REAL
#undef FUNCTION
#undef OP
