extension CounterfeitLibrary {
  /// Textbook loops in both precisions.
  static let source = """
    #ifdef WIDE
    long idamax_(const long *n, const double *x, const long *s) { return *n < 0 ? 0 : 2; }
    #else
    int idamax_(const int *n, const double *x, const int *s) { return *n; }
    #endif
    #ifdef IDLE
    #define RUN if (1) return;
    #else
    #define RUN
    #endif
    #ifdef READS_C
    #define BETA_IS_ZERO 0
    #else
    #define BETA_IS_ZERO (*beta == 0)
    #endif
    #ifdef UNIT_STRIDES
    #define STEP(s) 1
    #else
    #define STEP(s) (*s)
    #endif
    #ifdef IGNORES_UNIT
    #define IS_UNIT 0
    #else
    #define IS_UNIT (*diag == 'U')
    #endif
    #ifdef LEFT_ONLY
    #define IS_RIGHT 0
    #else
    #define IS_RIGHT (*side == 'R')
    #endif
    #ifdef NEVER_TRANSPOSED
    #define IS_TRANSPOSED(t) 0
    #else
    #define IS_TRANSPOSED(t) ((t) == 'T')
    #endif
    #define AT(a, i, j, ld) (a)[(i) + (long)(j) * (ld)]
    #define FUNCTIONS(REAL, P) \\
    void P##gemm_(const char *ta, const char *tb, const int *m, const int *n, const int *k, const REAL *alpha, \\
        const REAL *a, const int *la, const REAL *b, const int *lb, const REAL *beta, REAL *c, const int *lc) { \\
      RUN for (int j = 0; j < *n; j++) for (int i = 0; i < *m; i++) { \\
        double sum = 0; \\
        for (int p = 0; p < *k; p++) sum += (double)(*ta == 'N' ? AT(a, i, p, *la) : AT(a, p, i, *la)) \\
          * (*tb == 'N' ? AT(b, p, j, *lb) : AT(b, j, p, *lb)); \\
        AT(c, i, j, *lc) = BETA_IS_ZERO ? *alpha * sum : *alpha * sum + *beta * AT(c, i, j, *lc); } } \\
    void P##gemv_(const char *t, const int *m, const int *n, const REAL *alpha, const REAL *a, const int *la, \\
        const REAL *x, const int *sx, const REAL *beta, REAL *y, const int *sy) { \\
      RUN for (int i = 0; i < (*t == 'N' ? *m : *n); i++) { \\
        double sum = 0; \\
        for (int j = 0; j < (*t == 'N' ? *n : *m); j++) \\
          sum += (double)(*t == 'N' ? AT(a, i, j, *la) : AT(a, j, i, *la)) * x[j * STEP(sx)]; \\
        REAL *r = y + i * STEP(sy); \\
        *r = *beta == 0 ? *alpha * sum : *alpha * sum + *beta * *r; } } \\
    void P##trsm_(const char *side, const char *uplo, const char *t, const char *diag, const int *m, const int *n, \\
        const REAL *alpha, const REAL *a, const int *la, REAL *b, const int *lb) { \\
      RUN const int right = IS_RIGHT, turned = IS_TRANSPOSED(*t) != right, order = right ? *n : *m; \\
      const int lower = (*uplo == 'L') != turned; \\
      for (int j = 0; j < (right ? *m : *n); j++) for (int s = 0; s < order; s++) { \\
        const int i = lower ? s : order - 1 - s; \\
        REAL *r = right ? &AT(b, j, i, *lb) : &AT(b, i, j, *lb); \\
        double sum = *r; \\
        for (int p = lower ? 0 : i + 1; p < (lower ? i : order); p++) \\
          sum -= (double)(turned ? AT(a, p, i, *la) : AT(a, i, p, *la)) \\
            * (right ? AT(b, j, p, *lb) : AT(b, p, j, *lb)); \\
        *r = IS_UNIT ? sum : sum / AT(a, i, i, *la); } } \\
    void P##getrf_(const int *m, const int *n, REAL *a, const int *la, int *pivots, int *info) { \\
      RUN *info = REFUSAL; if (*info) return; \\
      for (int k = 0; k < *n; k++) { \\
        int best = k; \\
        for (int i = k; SEARCH && i < *n; i++) \\
          if (__builtin_fabs(AT(a, i, k, *la)) > __builtin_fabs(AT(a, best, k, *la))) best = i; \\
        pivots[k] = best + 1; \\
        for (int j = 0; j < *n; j++) { REAL x = AT(a, k, j, *la); AT(a, k, j, *la) = AT(a, best, j, *la); \\
          AT(a, best, j, *la) = x; } \\
        if (AT(a, k, k, *la) == 0) { *info = k + 1; return; } \\
        for (int i = k + 1; i < *n; i++) { \\
          AT(a, i, k, *la) /= AT(a, k, k, *la); \\
          for (int j = k + 1; j < *n; j++) AT(a, i, j, *la) -= AT(a, i, k, *la) * AT(a, k, j, *la); } } } \\
    void P##getri_(const int *n, REAL *a, const int *la, const int *pivots, REAL *work, const int *room, int *info) { \\
      RUN *info = 0; \\
      for (int j = 0; j < *n; j++) { \\
        AT(a, j, j, *la) = 1 / AT(a, j, j, *la); \\
        for (int i = 0; i < j; i++) { \\
          double sum = 0; \\
          for (int k = i; k < j; k++) sum += (double)AT(a, i, k, *la) * AT(a, k, j, *la); \\
          AT(a, i, j, *la) = -sum * AT(a, j, j, *la); } } \\
      for (int j = *n - 1; j >= 0; j--) { \\
        for (int i = j + 1; i < *n; i++) { work[i] = AT(a, i, j, *la); AT(a, i, j, *la) = 0; } \\
        for (int k = j + 1; k < *n; k++) \\
          for (int i = 0; i < *n; i++) AT(a, i, j, *la) -= AT(a, i, k, *la) * work[k]; } \\
      for (int j = *n - 1; EXCHANGE && j >= 0; j--) for (int i = 0; i < *n; i++) { \\
        REAL x = AT(a, i, j, *la); AT(a, i, j, *la) = AT(a, i, pivots[j] - 1, *la); \\
        AT(a, i, pivots[j] - 1, *la) = x; } }
    #ifdef REFUSES
    #define REFUSAL (-4)
    #else
    #define REFUSAL 0
    #endif
    #ifdef NO_PIVOTS
    #define SEARCH 0
    #else
    #define SEARCH 1
    #endif
    #ifdef NO_EXCHANGES
    #define EXCHANGE 0
    #else
    #define EXCHANGE 1
    #endif
    FUNCTIONS(double, d)
    FUNCTIONS(float, s)

    """
}
