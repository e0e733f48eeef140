import Kernels
import MatrixCore
import Tables

/// The input coefficients A as solvers, checks and certificates see them, however they are stored.
///
/// A *line* is a row of A in the output orientation and a column of A, a row of Aᵀ, in the transposed one.
/// Shapes: n × n. Units: unit of the row per unit of the column's output. Immutable, so it is shared and never copied.
public protocol CoefficientOperator: AnyObject, Sendable {
  var sectors: SectorIndex { get }
  /// Norms, signs and dominance of I − A.
  var facts: CoefficientFacts { get }
  /// a_ii of every sector.
  var diagonal: [Double] { get }
  /// Bytes of memory held; mapped files do not count.
  var allocatedBytes: Int { get }
  /// Bytes that a product with all of A reads.
  var bytesPerPass: Int { get }
  /// A in single precision, where it was made with the coefficients.
  var single: SingleMatrix? { get }
  /// Roundings that products put on an element of A before they use it: none where A is stored, up to three where it is
  /// made from flows (the inverse of the output, the product with it, and the one the element itself was rounded by).
  var elementRoundings: Int { get }

  /// C ← α B X + β C for the given lines B of A or Aᵀ; with magnitudes, |B| in the place of B.
  ///
  /// Shapes: X n × k, C lines × k, any strides; C must not overlap X. Cost: one pass over what is stored of the lines.
  /// Errors: memory, which only flows and magnitudes need.
  @_lifetime(c: copy c)
  func multiply(
    _ alpha: Double, lines: Range<Int>, of orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>,
    plus beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError)

  /// C ← A X or Aᵀ X, with magnitudes |A| X or |A|ᵀ X, in parts between which `allows` is asked: a pass over a file may take
  /// long. False, with C half made, when the answer is no. Shapes, errors: as above, for all lines.
  @_lifetime(c: copy c)
  func multiply(
    _ orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine, allows: () -> Bool
  ) throws(AllocationError) -> Bool

  /// B ← the block of A with those rows and columns. Cost: the elements of the block, and of its rows in compressed rows.
  @_lifetime(b: copy b)
  func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine)

  /// M ← I − A, in any layout. M may hold anything before, NaN too: every element is to be written. Cost: one pass over A and M,
  /// two over M where A is not stored as it is.
  @_lifetime(m: copy m)
  func formIdentityMinus(into m: inout MutableMatrixView<Double>, on engine: Engine)

  /// M ← I − A rounded to single precision, its columns contiguous; M may hold anything before. How many elements of A that are
  /// not zero are zero or subnormal there. Cost: one pass over A and M. Errors: memory for a block of A that is not stored as it is.
  @_lifetime(m: copy m)
  func formIdentityMinus(
    narrowedInto m: inout MutableMatrixView<Float>, on engine: Engine
  ) throws(AllocationError) -> Int

  /// Bytes that `formIdentityMinus(narrowedInto:)` takes beside M: a block of A in both precisions, none where A is stored as it
  /// is.
  ///
  /// The kernels' own tiles, 133 KiB for a thread that has a mebibyte of A to read, are not counted.
  var narrowingBytes: Int { get }

  /// `single`, or A in single precision made now; nil where A is not stored element by element, so that single precision would
  /// not halve what is read. Cost: one pass over A. Errors: memory.
  func narrowed(on engine: Engine) throws(SolverError) -> SingleMatrix?
}

extension CoefficientOperator {
  public var single: SingleMatrix? { nil }

  public var narrowingBytes: Int { MixedConversion.bytes(sectors: count) }

  @_lifetime(m: copy m)
  public func formIdentityMinus(
    narrowedInto m: inout MutableMatrixView<Float>, on engine: Engine
  ) throws(AllocationError) -> Int {
    try MixedConversion.form(&m, self, on: engine)
  }

  public func narrowed(on engine: Engine) throws(SolverError) -> SingleMatrix? {
    if let single { return single }
    return isDense ? try SingleMatrix.copied(from: self, on: engine) : nil
  }

  /// Whether A is stored element by element, so that single precision halves what is read.
  var isDense: Bool { bytesPerPass >= MemoryBudget.bytes(rows: count, columns: count) }

  /// n.
  public var count: Int { sectors.count }

  /// What covers every way of storing A.
  public var elementRoundings: Int { 3 }

  /// C ← A X or Aᵀ X.
  @_lifetime(c: copy c)
  func multiply(
    _ orientation: Orientation, magnitudes: Bool = false, _ x: MatrixView<Double>,
    into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    try multiply(
      1, lines: 0..<count, of: orientation, magnitudes: magnitudes, x, plus: 0, into: &c, on: engine)
  }

  /// All in one part.
  @_lifetime(c: copy c)
  public func multiply(
    _ orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine, allows: () -> Bool
  ) throws(AllocationError) -> Bool {
    try multiply(orientation, magnitudes: magnitudes, x, into: &c, on: engine)
    return allows()
  }

  /// A x or Aᵀ x; with magnitudes, |A| in the place of A. Errors: as `multiply`.
  package func product(
    _ orientation: Orientation, magnitudes: Bool = false, _ x: [Double], on engine: Engine
  ) throws(AllocationError) -> [Double] {
    var y = try Matrix<Double>(rows: x.count, columns: 1, layout: .columnMajor)
    try form(&y, orientation, magnitudes: magnitudes, MatrixView(column: x.span), on: engine)
    return (0..<x.count).map { y[$0, 0] }
  }

  /// C ← A X or Aᵀ X for a matrix of one's own.
  func form(
    _ c: inout Matrix<Double>, _ orientation: Orientation, magnitudes: Bool = false, _ x: MatrixView<Double>,
    on engine: Engine
  ) throws(AllocationError) {
    var target = c.mutableView
    try multiply(orientation, magnitudes: magnitudes, x, into: &target, on: engine)
  }

  /// The same in parts; false when `allows` stops it.
  func form(
    _ c: inout Matrix<Double>, _ orientation: Orientation, magnitudes: Bool = false, _ x: MatrixView<Double>,
    on engine: Engine, allows: () -> Bool
  ) throws(AllocationError) -> Bool {
    var target = c.mutableView
    return try multiply(orientation, magnitudes: magnitudes, x, into: &target, on: engine, allows: allows)
  }
}
