#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A shared library with the names of a BLAS and wrong contents, compiled when a test needs it.
struct CounterfeitLibrary {
  /// What is wrong with it.
  enum Fault: String, CaseIterable {
    /// Nothing computes anything.
    case idle = ""
    /// A good gemm in both precisions; the rest is idle.
    case onlyProducts = "GOOD_GEMM"
    /// Claims 64-bit integers and reads 32: right for small sizes if the upper half were not part of its claim.
    case claimsWideIntegers = "WIDE"
  }

  let path: String

  /// Nil when this host has no C compiler.
  init?(_ fault: Fault) {
    let folder = "/tmp/leontief-counterfeit-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    guard mkdir(folder, 0o700) == 0 else { return nil }
    path = folder + "/libcounterfeit.so"
    let source = folder + "/counterfeit.c"
    guard let file = fopen(source, "w") else { return nil }
    fputs(Self.source, file)
    fclose(file)
    let flag = fault.rawValue.isEmpty ? "-DIDLE" : "-D" + fault.rawValue
    guard Self.run(["cc", "-shared", "-fPIC", "-O1", flag, "-o", path, source]) else { return nil }
  }

  /// Removes the files; a loaded library stays in memory.
  func remove() {
    let folder = String(path.dropLast("/libcounterfeit.so".count))
    for name in ["libcounterfeit.so", "counterfeit.c"] { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  private static func run(_ arguments: [String]) -> Bool {
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, "cc", nil, nil, &pointers, environ) == 0 else { return false }
    var status: Int32 = 0
    return waitpid(child, &status, 0) == child && status == 0
  }

  private static let source = """
    #include <stddef.h>
    #ifdef WIDE
    long idamax_(const long *n, const double *x, const long *s) { return *n < 0 ? 0 : 2; }
    #else
    int idamax_(const int *n, const double *x, const int *s) { return *n; }
    #endif
    #ifdef GOOD_GEMM
    #define BODY(REAL) { for (int j = 0; j < *n; j++) for (int i = 0; i < *m; i++) { double s = 0; \\
      for (int p = 0; p < *k; p++) s += (double)(*ta == 'N' ? a[i + (size_t)p * *la] : a[p + (size_t)i * *la]) \\
        * (*tb == 'N' ? b[p + (size_t)j * *lb] : b[j + (size_t)p * *lb]); \\
      c[i + (size_t)j * *lc] = *alpha * s + *beta * c[i + (size_t)j * *lc]; } }
    #else
    #define BODY(REAL) {}
    #endif
    #define GEMM(NAME, REAL) void NAME(const char *ta, const char *tb, const int *m, const int *n, const int *k, \\
      const REAL *alpha, const REAL *a, const int *la, const REAL *b, const int *lb, const REAL *beta, REAL *c, \\
      const int *lc) BODY(REAL)
    GEMM(dgemm_, double)
    GEMM(sgemm_, float)
    #define IDLE_FUNCTION(NAME) void NAME(void) {}
    IDLE_FUNCTION(dgemv_) IDLE_FUNCTION(sgemv_) IDLE_FUNCTION(dtrsm_) IDLE_FUNCTION(strsm_) IDLE_FUNCTION(dgetrf_)
    IDLE_FUNCTION(sgetrf_) IDLE_FUNCTION(dgetri_) IDLE_FUNCTION(sgetri_)

    """
}
