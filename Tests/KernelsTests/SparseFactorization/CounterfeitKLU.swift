/// A shared library with the names and structures of KLU that eliminates densely and right but for one fault.
final class CounterfeitKLU: Sendable {
  /// What is wrong with it: a macro of the source.
  enum Fault: String, CaseIterable, Sendable {
    case none = "FAULTLESS"
    /// Another tolerance for pivots; rows that are not scaled.
    case tolerance = "OTHER_TOLERANCE"
    case scale = "UNSCALED"
    /// Columns are solved for as if they were rows.
    case answers = "NEVER_TRANSPOSED"
    /// A singular matrix passes for a regular one; or the wrong column is named.
    case singular = "BLIND"
    case wrongColumn = "WRONG_COLUMN"
    /// One function is missing.
    case symbol = "NO_TSOLVE"
  }

  private let library: CompiledLibrary

  var path: String { library.path }

  init(_ fault: Fault) throws { library = try CompiledLibrary(Self.source, options: ["-D\(fault.rawValue)"]) }

  /// Every matrix is in as many blocks as it has rows, which is right for what a library is tried on.
  private static let source = """
    #include <math.h>
    #include <stdlib.h>
    #include <string.h>
    typedef struct {
      double symmetry, est_flops, lnz, unz; double *block_lnz; int n, nz; int *p, *q, *r;
      int nzoff, nblocks, maxblock, ordering, do_btf, structural_rank;
    } symbolic;
    typedef struct {
      double tol, memgrow, initmem_amd, initmem, maxwork; int btf, ordering, scale; void *user_order, *user_data;
      int halt_if_singular, status, nrealloc, structural_rank, numerical_rank, singular_col, noffdiag;
      double flops, rcond, condest, rgrowth, work; size_t memusage, mempeak;
    } common;
    typedef struct { double a[64]; } numeric;
    int klu_defaults(common *c) {
      memset(c, 0, sizeof *c);
      c->tol = 0.001; c->memgrow = 1.2; c->initmem_amd = 1.2; c->initmem = 10; c->btf = 1; c->scale = 2;
      c->halt_if_singular = 1;
    #ifdef OTHER_TOLERANCE
      c->tol = 0.1;
    #endif
    #ifdef UNSCALED
      c->scale = 0;
    #endif
      return 1;
    }
    symbolic *klu_analyze(int n, int *p, int *i, common *c) {
      symbolic *s = calloc(1, sizeof *s);
      s->n = n; s->nz = p[n]; s->lnz = s->unz = n; s->nzoff = p[n] - n; s->nblocks = n; s->maxblock = 1;
      return s;
    }
    static int solve(int n, const double *a, int transposed, double *x) {
      double m[64];
      for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) m[i * 8 + j] = transposed ? a[j * 8 + i] : a[i * 8 + j];
      for (int k = 0; k < n; k++) {
        int best = k;
        for (int i = k; i < n; i++) if (fabs(m[i * 8 + k]) > fabs(m[best * 8 + k])) best = i;
        if (m[best * 8 + k] == 0) return 0;
        for (int j = 0; j < n; j++) { double t = m[k * 8 + j]; m[k * 8 + j] = m[best * 8 + j]; m[best * 8 + j] = t; }
        double t = x[k]; x[k] = x[best]; x[best] = t;
        for (int i = k + 1; i < n; i++) {
          double f = m[i * 8 + k] / m[k * 8 + k];
          for (int j = k; j < n; j++) m[i * 8 + j] -= f * m[k * 8 + j];
          x[i] -= f * x[k];
        }
      }
      for (int k = n - 1; k >= 0; k--) {
        for (int j = k + 1; j < n; j++) x[k] -= m[k * 8 + j] * x[j];
        x[k] /= m[k * 8 + k];
      }
      return 1;
    }
    void *klu_factor(int *p, int *i, double *v, symbolic *s, common *c) {
      if (s->n > 8) { c->status = -2; return NULL; }
      numeric *f = calloc(1, sizeof *f);
      for (int j = 0; j < s->n; j++) for (int e = p[j]; e < p[j + 1]; e++) f->a[i[e] * 8 + j] = v[e];
      double x[8] = {0};
    #ifndef BLIND
      if (!solve(s->n, f->a, 0, x)) {
        c->status = 1;
    #ifdef WRONG_COLUMN
        c->singular_col = 0;
    #else
        c->singular_col = s->n - 1;
    #endif
        free(f);
        return NULL;
      }
    #endif
      c->status = 0; c->memusage = sizeof *f; c->mempeak = 2 * sizeof *f;
      return f;
    }
    int klu_solve(symbolic *s, void *f, int n, int m, double *x, common *c) {
      for (int j = 0; j < m; j++) solve(n, ((numeric *)f)->a, 0, x + j * n);
      return 1;
    }
    #ifndef NO_TSOLVE
    #ifdef NEVER_TRANSPOSED
    #define TRANSPOSED 0
    #else
    #define TRANSPOSED 1
    #endif
    int klu_tsolve(symbolic *s, void *f, int n, int m, double *x, common *c) {
      for (int j = 0; j < m; j++) solve(n, ((numeric *)f)->a, TRANSPOSED, x + j * n);
      return 1;
    }
    #endif
    int klu_free_symbolic(symbolic **s, common *c) { free(*s); *s = NULL; return 1; }
    int klu_free_numeric(void **f, common *c) { free(*f); *f = NULL; return 1; }

    """
}
