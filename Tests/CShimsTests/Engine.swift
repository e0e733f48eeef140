import CBLASEngine

/// An opened library.
struct Engine: @unchecked Sendable {
  let pointer: OpaquePointer

  var info: cblasengine_info { cblasengine_get_info(pointer) }
  var path: String { String(cString: info.path) }
  var family: String { String(cString: info.symbol_family) }

  /// OpenBLAS where the system keeps it; nil if it is not installed.
  static let system: Engine? = {
    var name = cblasengine_system_names()
    while let candidate = name?.pointee {
      if case .opened(let engine) = open(String(cString: candidate)) { return engine }
      name = name?.successor()
    }
    return nil
  }()

  enum Outcome {
    case opened(Engine)
    case refused(code: Int, message: String)
  }

  static func open(_ path: String?, capacity: Int = 512) -> Outcome {
    var pointer: OpaquePointer?
    var message = [CChar](repeating: 0, count: capacity)
    let code = cblasengine_open(path, &pointer, &message, capacity)
    if let pointer { return .opened(Engine(pointer: pointer)) }
    let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return .refused(code: Int(code), message: String(decoding: text, as: UTF8.self))
  }
}

/// A made-up library, whose functions tell what they were given. Macros: `NAME(x)` spells a symbol, `ANSWER` is a fixed
/// result of idamax, `WITHOUT_SGETRI` leaves one out, `STRAY` adds the first symbol of another family.
let fakeLibrarySource = """
  #include <stdint.h>
  typedef int64_t I;
  #define STUB(x) void NAME(x)(void) {}
  STUB(sgemm) STUB(dgemv) STUB(sgemv) STUB(dtrsm) STUB(strsm) STUB(sgetrf)
  #ifndef WITHOUT_SGETRI
  STUB(sgetri)
  #endif
  #ifdef STRAY
  void dgemm_64_(void) {}
  #endif
  void NAME(dgemm)(const char *ta, const char *tb, const I *m, const I *n, const I *k, const double *alpha,
                   const double *a, const I *lda, const double *b, const I *ldb, const double *beta, double *c) {
    (void)ta; (void)tb; (void)alpha; (void)a; (void)lda; (void)b; (void)ldb; (void)beta;
    c[0] = (double)*m; c[1] = (double)*n; c[2] = (double)*k;
  }
  void NAME(dgetrf)(const I *m, const I *n, double *a, const I *lda, I *pivots, I *info) {
    (void)m; (void)a; (void)lda;
    for (I i = 0; i < *n; i++) pivots[i] = ((I)1 << 40) + i;
    *info = (I)1 << 41;
  }
  void NAME(dgetri)(const I *n, double *a, const I *lda, const I *pivots, double *work, const I *lwork, I *info) {
    (void)n; (void)lda; (void)work; (void)lwork;
    a[0] = (double)pivots[1];
    *info = 0;
  }
  I NAME(idamax)(const I *n, const double *x, const I *incx) {
    (void)x; (void)incx;
  #ifdef ANSWER
    return ANSWER;
  #else
    return *n < 1 ? 0 : 1;
  #endif
  }
  """

extension TemporaryFolder {
  /// Builds the made-up library with these macros and returns its path.
  func fakeLibrary(name: String = "x##_", _ macros: String...) throws -> String {
    let source = try write(fakeLibrarySource, to: "fake.c")
    let library = "\(path)/libfake.so"
    try Compiler.run(["-shared", "-fPIC", "-o", library, "-DNAME(x)=\(name)"] + macros.map { "-D\($0)" } + [source])
    return library
  }
}
