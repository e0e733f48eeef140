import Kernels
import MatrixCore
import Tables

/// The input coefficients A as dense blocks where regions trade much, their own at least, and compressed rows elsewhere.
///
/// Shapes: n × n. Units: unit of the row per unit of the column's output. Cost: 8 bytes an element of a dense block, 24 a
/// non-zero elsewhere (by rows and by columns).
public final class RegionCoefficients: CoefficientOperator {
  /// Blocks fuller than this are dense: an entry in compressed rows takes half as many bytes again, and is picked by index.
  public static let leastDensity = 0.4

  public let sectors: SectorIndex
  public let facts: CoefficientFacts
  public let diagonal: [Double]
  private let matrix: RegionMatrix<Double>
  private let columns = MadeOnce<SparseMatrix<Double>>()
  private static let panelHeight = 64

  /// Takes A as given, cut anywhere. Cost: one pass over what is stored. The sizes must agree. Errors: `SolverError` for NaN
  /// and infinity.
  public init(
    sectors: SectorIndex, values: consuming RegionMatrix<Double>, on engine: Engine
  ) throws(SolverError) {
    precondition(values.rows == sectors.count && values.columns == sectors.count, "A must be n × n")
    let scan = engine.scan(values)
    facts = try CoefficientFacts(scan, of: sectors) { values.firstNonFinite() }
    diagonal = scan.diagonal
    self.sectors = sectors
    matrix = values
  }

  /// A dense A, cut along the borders of regions. Cost: two passes over it; no memory but what is kept. Errors: as above, and
  /// memory.
  public convenience init(
    sectors: SectorIndex, dense: MatrixView<Double>, leastDensity: Double = leastDensity, on engine: Engine,
    budget: MemoryBudget = .unlimited
  ) throws(SolverError) {
    let starts = RegionPartition(sectors, least: 1, most: .max).blocks.map(\.lowerBound)
    let cut = RegionCut(dense, rowStarts: starts, columnStarts: starts, density: leastDensity)
    try SolverError.reserve(
      cut.bytes(of: Double.self), of: budget, for: "the coefficients of \(sectors.count) sectors in blocks of regions")
    let values: RegionMatrix<Double>
    do { values = try RegionMatrix(dense, cut: cut) } catch { throw .allocation(error) }
    try self.init(sectors: sectors, values: values, on: engine)
  }

  public var allocatedBytes: Int {
    MemoryBudget.sum(
      MemoryBudget.bytes(rows: matrix.denseElements, columns: 1),
      SparseCoefficients.bytes(sectors: count, nonZeros: matrix.rest.nonZeros))
  }

  public var bytesPerPass: Int {
    MemoryBudget.sum(MemoryBudget.bytes(rows: matrix.denseElements, columns: 1), matrix.rest.allocatedBytes)
  }

  @_lifetime(c: copy c)
  public func multiply(
    _ alpha: Double, lines: Range<Int>, of orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>,
    plus beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    if magnitudes && !facts.isNonNegative {
      try multiplyMagnitudes(alpha, lines, orientation, x, beta, into: &c, on: engine)
    } else if orientation == .output {
      engine.multiply(alpha, regions: matrix, rows: lines, x, plus: beta, into: &c)
    } else {
      let rest = columns.value { matrix.rest.transposed() }
      engine.multiply(alpha, transposing: matrix, rest: rest, rows: lines, x, plus: beta, into: &c)
    }
  }

  /// |A| is made a panel of lines at a time.
  @_lifetime(c: copy c)
  private func multiplyMagnitudes(
    _ alpha: Double, _ lines: Range<Int>, _ orientation: Orientation, _ x: MatrixView<Double>, _ beta: Double,
    into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    var panel = try Matrix<Double>(rows: min(Self.panelHeight, lines.count), columns: count)
    for first in stride(from: lines.lowerBound, to: lines.upperBound, by: Self.panelHeight) {
      let part = first..<min(first + Self.panelHeight, lines.upperBound)
      fill(&panel, part, orientation, on: engine)
      var target = c.window(rows: first - lines.lowerBound..<part.upperBound - lines.lowerBound, columns: 0..<x.columns)
      engine.multiply(
        alpha, panel.view.window(rows: 0..<part.count, columns: 0..<count), x, plus: beta, into: &target)
    }
  }

  private func fill(_ panel: inout Matrix<Double>, _ lines: Range<Int>, _ orientation: Orientation, on engine: Engine) {
    var all = panel.mutableView
    var target = all.window(rows: 0..<lines.count, columns: 0..<count)
    if orientation == .output {
      copy(rows: lines, columns: 0..<count, into: &target, on: engine)
    } else {
      var turned = target.transposed
      copy(rows: 0..<count, columns: lines, into: &turned, on: engine)
    }
    for i in 0..<lines.count { for j in 0..<count { target[i, j] = abs(target[i, j]) } }
  }

  @_lifetime(b: copy b)
  public func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    matrix.copy(rows: rows, columns: columns, into: &b)
  }

  @_lifetime(m: copy m)
  public func formIdentityMinus(into m: inout MutableMatrixView<Double>, on engine: Engine) {
    copy(rows: 0..<count, columns: 0..<count, into: &m, on: engine)
    engine.subtractFromIdentity(&m)
  }
}
