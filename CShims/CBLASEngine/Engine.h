// The engine behind the handle: one list of functions, from which the table of either integer width is generated.
#ifndef LEONTIEF_CBLASENGINE_ENGINE_H
#define LEONTIEF_CBLASENGINE_ENGINE_H

#include "include/CBLASEngine.h"

// Fortran interfaces: every argument by reference, the lengths of the character arguments last and by value.

#define CBLASENGINE_GEMM(NAME, REAL, INT)                                                                       \
  void (*NAME)(const char *transa, const char *transb, const INT *m, const INT *n, const INT *k,                \
               const REAL *alpha, const REAL *a, const INT *lda, const REAL *b, const INT *ldb,                 \
               const REAL *beta, REAL *c, const INT *ldc, size_t, size_t)
#define CBLASENGINE_GEMV(NAME, REAL, INT)                                                                       \
  void (*NAME)(const char *trans, const INT *m, const INT *n, const REAL *alpha, const REAL *a, const INT *lda, \
               const REAL *x, const INT *incx, const REAL *beta, REAL *y, const INT *incy, size_t)
#define CBLASENGINE_TRSM(NAME, REAL, INT)                                                                       \
  void (*NAME)(const char *side, const char *uplo, const char *trans, const char *diag, const INT *m,           \
               const INT *n, const REAL *alpha, const REAL *a, const INT *lda, REAL *b, const INT *ldb, size_t, \
               size_t, size_t, size_t)
#define CBLASENGINE_GETRF(NAME, REAL, INT) \
  void (*NAME)(const INT *m, const INT *n, REAL *a, const INT *lda, INT *pivots, INT *info)
#define CBLASENGINE_GETRI(NAME, REAL, INT)                                                                   \
  void (*NAME)(const INT *n, REAL *a, const INT *lda, const INT *pivots, REAL *work, const INT *lwork, INT *info)
#define CBLASENGINE_IAMAX(NAME, REAL, INT) INT (*NAME)(const INT *n, const REAL *x, const INT *incx)

/// Every function an engine needs; `F(interface, name, element, integer)`.
#define CBLASENGINE_FUNCTIONS(F, INT)       \
  F(CBLASENGINE_GEMM, dgemm, double, INT)   \
  F(CBLASENGINE_GEMM, sgemm, float, INT)    \
  F(CBLASENGINE_GEMV, dgemv, double, INT)   \
  F(CBLASENGINE_GEMV, sgemv, float, INT)    \
  F(CBLASENGINE_TRSM, dtrsm, double, INT)   \
  F(CBLASENGINE_TRSM, strsm, float, INT)    \
  F(CBLASENGINE_GETRF, dgetrf, double, INT) \
  F(CBLASENGINE_GETRF, sgetrf, float, INT)  \
  F(CBLASENGINE_GETRI, dgetri, double, INT) \
  F(CBLASENGINE_GETRI, sgetri, float, INT)  \
  F(CBLASENGINE_IAMAX, idamax, double, INT)

#define CBLASENGINE_MEMBER(INTERFACE, NAME, REAL, INT) INTERFACE(NAME, REAL, INT);
#define CBLASENGINE_COUNT(INTERFACE, NAME, REAL, INT) +1

enum { CBLASENGINE_FUNCTION_COUNT = 0 CBLASENGINE_FUNCTIONS(CBLASENGINE_COUNT, ) };

/// The symbols as found, and the same pointers typed for either integer width.
typedef union {
  void *symbols[CBLASENGINE_FUNCTION_COUNT];
  struct { CBLASENGINE_FUNCTIONS(CBLASENGINE_MEMBER, int32_t) } lp64;
  struct { CBLASENGINE_FUNCTIONS(CBLASENGINE_MEMBER, int64_t) } ilp64;
} cblasengine_table;

_Static_assert(sizeof(cblasengine_table) == CBLASENGINE_FUNCTION_COUNT * sizeof(void *),
               "function and data pointers differ in size");

/// How a library spells a Fortran name: prefix, name, suffix.
typedef struct {
  const char *prefix, *suffix;
  const char *name;  // dgemm in this spelling
} cblasengine_family;

struct cblasengine {
  cblasengine *next;  // engines opened before
  void *handle;
  cblasengine_table functions;
  cblasengine_info info;
  int (*get_threads)(void);     // NULL: the library does not tell
  void (*set_threads)(int);
  char path[4096], version[64], configuration[256], core_type[64];
};

/// Finds the first family of which `handle` exports everything. Returns NULL and writes the name of a missing symbol
/// when there is none.
const cblasengine_family *cblasengine_find_family(void *handle, cblasengine_table *table, char *missing, size_t capacity);

/// 32 or 64; 0 when the library answers neither way.
int32_t cblasengine_integer_bits(const cblasengine_table *table);

/// Fills the engine's info and its thread functions. The caller holds the lock of `cblasengine_open`.
void cblasengine_describe(cblasengine *engine, const cblasengine_family *family);

#endif
