import Kernels
import MatrixCore
import Tables

/// The input coefficients A of a table as a dense matrix: A itself, or the flows Z of which A is Z x̂⁻¹.
///
/// Shapes: n × n, row-major. Units: unit of the row per unit of the column's output. Kept as flows, nothing is copied: a
/// table in a mapped file stays there, and A X is Z (x̂⁻¹ X).
public final class CoefficientMatrix: CoefficientOperator {
  public let sectors: SectorIndex
  public let facts: CoefficientFacts
  public let diagonal: [Double]
  /// A in single precision, when that was asked for: made in the pass that examines A, it costs only its writing.
  public let single: SingleMatrix?
  let storage: ScaledMatrix

  /// Takes A as given. Cost: one pass for the norms. Memory: n² floats when A is wanted in single precision, too. The sizes
  /// must agree. Errors: `SolverError` for NaN and infinity, for memory, and for a monitor that stops.
  public convenience init(
    sectors: SectorIndex, values: consuming Matrix<Double>, alsoSingle: Bool = false, on engine: Engine,
    monitor: WorkMonitor = .none
  ) throws(SolverError) {
    try self.init(sectors: sectors, values: values, scale: nil, alsoSingle: alsoSingle, on: engine, monitor: monitor)
  }

  /// A of a few sectors, row by row; their codes stand in one region, `R`.
  ///
  /// Errors: `SolverError` for codes that are empty or repeated, and rows that do not make a square of that size.
  public convenience init(codes: [String], rows: [[Double]], on engine: Engine) throws(SolverError) {
    let n = codes.count
    guard rows.count == n, rows.allSatisfy({ $0.count == n }) else { throw .coefficientShape(sectors: n) }
    let sectors: SectorIndex
    do {
      sectors = try SectorIndex(codes.map { SectorLabel(region: "R", code: $0, name: $0) })
    } catch { throw .labels(error) }
    let values: Matrix<Double>
    do { values = try Matrix(rows) } catch { throw .allocation(error) }
    try self.init(sectors: sectors, values: values, scale: nil, alsoSingle: false, on: engine, monitor: .none)
  }

  /// The columns of the sectors `inactive` must turn out to be zero.
  init(
    sectors: SectorIndex, values: consuming Matrix<Double>, scale: [Double]?, inactive: [Int] = [], alsoSingle: Bool,
    on engine: Engine, monitor: WorkMonitor
  ) throws(SolverError) {
    precondition(values.rows == sectors.count && values.columns == sectors.count, "A must be n × n")
    let (scan, single) = try SingleMatrix.examine(values, scale, alsoSingle: alsoSingle, on: engine, monitor: monitor)
    if let used = inactive.first(where: { scan.columnSums[$0] != 0 || scan.diagonal[$0] != 0 }) {
      throw .output(.zeroOutputWithInputs(sectors[used], index: used))
    }
    let facts = try CoefficientFacts(scan, of: sectors) { Self.firstNonFinite(values, scale) }
    self.sectors = sectors
    self.facts = facts
    self.single = single
    diagonal = scan.diagonal
    storage = ScaledMatrix(values: values, scale: scale, isNonNegative: facts.isNonNegative)
  }

  /// The first coefficient that is not finite; a finite flow may overflow when it is divided by a tiny output.
  private static func firstNonFinite(_ values: borrowing Matrix<Double>, _ scale: [Double]?) -> (row: Int, column: Int)? {
    for i in 0..<values.rows {
      for j in 0..<values.columns where !(values[i, j] * (scale?[j] ?? 1)).isFinite { return (i, j) }
    }
    return nil
  }

  public var allocatedBytes: Int { MemoryBudget.sum(storage.values.allocatedBytes, single?.allocatedBytes ?? 0) }
  public var elementRoundings: Int { storage.scale == nil ? 0 : 3 }
  public var bytesPerPass: Int { MemoryBudget.bytes(rows: count, columns: count) }

  public func narrowed(on engine: Engine) throws(SolverError) -> SingleMatrix? {
    if let single { return single }
    return try SingleMatrix.scanned(storage.values, storage.scale, on: engine).1
  }

  @_lifetime(c: copy c)
  public func multiply(
    _ alpha: Double, lines: Range<Int>, of orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>,
    plus beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    try storage.multiply(
      alpha, lines: lines, of: orientation, magnitudes: magnitudes, x, plus: beta, into: &c, on: engine)
  }

  @_lifetime(c: copy c)
  public func multiply(
    _ orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine, allows: () -> Bool
  ) throws(AllocationError) -> Bool {
    try storage.multiply(orientation, magnitudes: magnitudes, x, into: &c, on: engine, allows: allows)
  }

  @_lifetime(b: copy b)
  public func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    storage.copy(rows: rows, columns: columns, into: &b, on: engine)
  }

  /// One block Gauss-Seidel sweep; nil, with nothing changed, where A is not stored as it is or there is no memory.
  @_lifetime(x: copy x)
  func sweep(
    _ blocks: [Range<Int>], of orientation: Orientation, _ inverses: BlockInverses, _ x: inout MutableMatrixView<Double>,
    _ y: MatrixView<Double>?, _ support: Range<Int>?, on engine: Engine
  ) -> [Double]? {
    storage.scale == nil ? inverses.sweep(storage.values, orientation, blocks, &x, y, support, on: engine) : nil
  }

  @_lifetime(m: copy m)
  public func formIdentityMinus(into m: inout MutableMatrixView<Double>, on engine: Engine) {
    storage.formIdentityMinus(into: &m, on: engine)
  }

  public var narrowingBytes: Int { 0 }

  @_lifetime(m: copy m)
  public func formIdentityMinus(
    narrowedInto m: inout MutableMatrixView<Float>, on engine: Engine
  ) throws(AllocationError) -> Int {
    storage.formIdentityMinus(narrowedInto: &m, on: engine)
  }
}
