// A BLAS/LAPACK library opened at run time: found, probed and held as a table of typed function pointers.
//
// Only Fortran symbols are used, in whichever family the library exports: `dgemm_64_`, `scipy_dgemm_64_` (the wheels of
// scipy-openblas), `dgemm_`, `scipy_dgemm_`, `dgemm64_`, `dgemm_64`, the first that is complete. The width of its integers
// is measured by a call, not read off a name. All matrices are column-major, all sizes are int64_t here; on an LP64
// library a size above 2^31 - 1 makes the call return CBLASENGINE_TOO_LARGE and do nothing.
#ifndef LEONTIEF_CBLASENGINE_H
#define LEONTIEF_CBLASENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cblasengine cblasengine;

enum {
  CBLASENGINE_OK = 0,
  CBLASENGINE_NOT_FOUND = 1,        // dlopen failed; the message holds its reason
  CBLASENGINE_MISSING_SYMBOL = 2,   // opened, but not a complete BLAS and LAPACK; the message names the symbol
  CBLASENGINE_UNKNOWN_INTEGERS = 3, // the integer-width probe gave neither answer
  CBLASENGINE_TOO_LARGE = 4,        // a size does not fit the library's integers
  CBLASENGINE_NO_MEMORY = 5,        // no memory for the engine, or for narrowing the pivots of getri on an LP64 library
};

/// What the library says of itself. Strings are owned by the engine; unknown is "" or 0.
typedef struct {
  const char *path;           // resolved file, by dladdr
  const char *symbol_family;  // "dgemm_", "dgemm_64_", "scipy_dgemm_", "scipy_dgemm_64_", …
  const char *version;        // "OpenBLAS 0.3.21"
  const char *configuration;  // openblas_get_config
  const char *core_type;      // openblas_get_corename
  const char *threading;      // "serial", "pthread", "openmp", ""
  int32_t integer_bits;       // 32 or 64
  int32_t processors;         // openblas_get_num_procs
} cblasengine_info;

/// Opens `path` (a file, or a name for the dynamic loader). On success stores an engine that lives until the process ends
/// (a BLAS with running threads cannot be unloaded safely) and returns CBLASENGINE_OK; otherwise stores NULL and writes
/// one line without a newline into `message`. Thread-safe; a library opened before gives its engine again.
int32_t cblasengine_open(const char *path, cblasengine **engine, char *message, size_t capacity);

/// The file names tried, in order, when no path is given: a NULL-terminated list.
const char *const *cblasengine_system_names(void);

cblasengine_info cblasengine_get_info(const cblasengine *engine);

/// Threads of the library's own pool, at least 1; process-wide. No effect, and 0, on a library that is not OpenBLAS.
/// Nothing but the answer shows that a library took the number, so tests ask for it.
void cblasengine_set_threads(const cblasengine *engine, int32_t threads);
int32_t cblasengine_get_threads(const cblasengine *engine);

// Operations, with the arguments of the reference BLAS and LAPACK. `trans`: 'N' or 'T'. Return CBLASENGINE_OK,
// CBLASENGINE_TOO_LARGE or (getri) CBLASENGINE_NO_MEMORY; LAPACK's info goes to `*info`. `pivots` (1-based, min(m, n) of
// them) are always 64-bit here.

int32_t cblasengine_dgemm(const cblasengine *e, char transa, char transb, int64_t m, int64_t n, int64_t k, double alpha,
                          const double *a, int64_t lda, const double *b, int64_t ldb, double beta, double *c, int64_t ldc);
int32_t cblasengine_sgemm(const cblasengine *e, char transa, char transb, int64_t m, int64_t n, int64_t k, float alpha,
                          const float *a, int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc);

int32_t cblasengine_dgemv(const cblasengine *e, char trans, int64_t m, int64_t n, double alpha, const double *a, int64_t lda,
                          const double *x, int64_t incx, double beta, double *y, int64_t incy);
int32_t cblasengine_sgemv(const cblasengine *e, char trans, int64_t m, int64_t n, float alpha, const float *a, int64_t lda,
                          const float *x, int64_t incx, float beta, float *y, int64_t incy);

int32_t cblasengine_dtrsm(const cblasengine *e, char side, char uplo, char trans, char diag, int64_t m, int64_t n, double alpha,
                          const double *a, int64_t lda, double *b, int64_t ldb);
int32_t cblasengine_strsm(const cblasengine *e, char side, char uplo, char trans, char diag, int64_t m, int64_t n, float alpha,
                          const float *a, int64_t lda, float *b, int64_t ldb);

int32_t cblasengine_dgetrf(const cblasengine *e, int64_t m, int64_t n, double *a, int64_t lda, int64_t *pivots, int64_t *info);
int32_t cblasengine_sgetrf(const cblasengine *e, int64_t m, int64_t n, float *a, int64_t lda, int64_t *pivots, int64_t *info);

/// `work` holds `lwork` elements, at least n; n * 64 lets the library block.
int32_t cblasengine_dgetri(const cblasengine *e, int64_t n, double *a, int64_t lda, const int64_t *pivots, double *work,
                           int64_t lwork, int64_t *info);
int32_t cblasengine_sgetri(const cblasengine *e, int64_t n, float *a, int64_t lda, const int64_t *pivots, float *work,
                           int64_t lwork, int64_t *info);

#ifdef __cplusplus
}
#endif
#endif
