/// A shared library with the names of a BLAS that computes everything plainly and right but for one fault, compiled when a
/// test needs it.
final class CounterfeitLibrary: Sendable {
  /// What is wrong with it: a macro of the source.
  enum Fault: String, CaseIterable, Sendable {
    case none = "FAULTLESS"
    /// Nothing computes anything.
    case idle = "IDLE"
    /// gemv takes every stride for one.
    case vectorStrides = "UNIT_STRIDES"
    /// gemm multiplies C by β = 0 instead of clearing it.
    case zeroBeta = "READS_C"
    /// trsm divides by the diagonal, unit or not; solves from the left only; takes every triangle for the plain one.
    case unitDiagonal = "IGNORES_UNIT"
    case rightSide = "LEFT_ONLY"
    case transposedTriangle = "NEVER_TRANSPOSED"
    /// getrf does not look for a pivot.
    case pivots = "NO_PIVOTS"
    /// getrf refuses its arguments and leaves the matrix alone.
    case refusedArguments = "REFUSES"
    /// getri forgets to exchange the columns.
    case exchanges = "NO_EXCHANGES"
    /// Claims 64-bit integers and reads 32: the sizes come out right on a host with the low half first, the pivots do not.
    case claimsWideIntegers = "WIDE"
  }

  private let library: CompiledLibrary

  var path: String { library.path }

  init(_ fault: Fault) throws { library = try CompiledLibrary(Self.source, options: ["-D\(fault.rawValue)"]) }
}
