import Kernels
import MatrixCore
import Tables

/// Γ = x̂⁻¹ Z = x̂⁻¹ A x̂, the allocation coefficients of a table, as a view of A: nothing is copied.
///
/// Shapes: n × n. Units: ratio. A line of Γ is a row (which share of its sales goes where) in the output orientation. The
/// rows and columns of sectors without output are zero, as in A. Products take memory for two n × m matrices beside A's own.
public final class ScaledCoefficients: CoefficientOperator {
  public let base: any CoefficientOperator
  /// Norms and dominance are of Γ, from two products |Γ| 1; `largestMagnitude` is a bound from above.
  public let facts: CoefficientFacts
  /// x times a power of two, which leaves Γ as it is; 1 for sectors without output.
  let scale: [Double]

  /// Cost: two passes over A. Errors: `SolverError.update` for output of the wrong length, NaN, infinity, and for sectors
  /// without output that buy or sell; memory.
  public init(_ base: any CoefficientOperator, output: [Double], on engine: Engine) throws(SolverError) {
    let scale = try Self.scale(output, of: base.sectors)
    let rows = try Self.magnitudeSums(of: base, scale, .output, on: engine)
    let columns = try Self.magnitudeSums(of: base, scale, .transposed, on: engine)
    if let idle = output.indices.first(where: { output[$0] == 0 && (rows[$0] != 0 || columns[$0] != 0) }) {
      throw .update(.salesWithoutOutput(sector: base.sectors[idle]))
    }
    self.base = base
    self.scale = scale
    facts = Self.facts(of: base, rows, columns, scale)
  }

  public var sectors: SectorIndex { base.sectors }
  public var diagonal: [Double] { base.diagonal }
  public var allocatedBytes: Int { base.allocatedBytes }
  public var bytesPerPass: Int { base.bytesPerPass }

  @_lifetime(c: copy c)
  public func multiply(
    _ alpha: Double, lines: Range<Int>, of orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>,
    plus beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    let factors = magnitudes ? scale.map(abs) : scale
    let product = try Self.product(
      base, factors, lines: lines, orientation, magnitudes: magnitudes, x, alpha, on: engine)
    for j in 0..<c.columns {
      // β = 0 overwrites, also NaN.
      for i in 0..<lines.count { c[i, j] = product[i, j] + (beta == 0 ? 0 : beta * c[i, j]) }
    }
  }

  @_lifetime(b: copy b)
  public func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    base.copy(rows: rows, columns: columns, into: &b, on: engine)
    for i in rows {
      for j in columns where i != j {
        b[i - rows.lowerBound, j - columns.lowerBound] *= scale[j]
        b[i - rows.lowerBound, j - columns.lowerBound] /= scale[i]
      }
    }
  }

  @_lifetime(m: copy m)
  public func formIdentityMinus(into m: inout MutableMatrixView<Double>, on engine: Engine) {
    base.formIdentityMinus(into: &m, on: engine)
    for j in 0..<count {
      for i in 0..<count where i != j { m[i, j] = m[i, j] * scale[j] / scale[i] }
    }
  }

  private static func scale(_ output: [Double], of sectors: SectorIndex) throws(SolverError) -> [Double] {
    guard output.count == sectors.count else {
      throw .update(.vectorShape(name: "output", expected: sectors.count, found: output.count))
    }
    if let place = output.firstIndex(where: { !$0.isFinite }) {
      throw .update(.vectorNotFinite(name: "output", sector: sectors[place]))
    }
    // The largest becomes 1 to 2, so that sides multiplied with it do not overflow.
    let unit = output.map(abs).max().map { $0 == 0 ? 1 : $0.binade } ?? 1
    return output.map { $0 == 0 ? 1 : $0 / unit }
  }

  private static func facts(
    of base: any CoefficientOperator, _ rows: [Double], _ columns: [Double], _ scale: [Double]
  ) -> CoefficientFacts {
    var facts = CoefficientFacts(magnitudeSums: rows, columns, diagonal: base.diagonal)
    facts.isNonNegative = base.facts.isNonNegative && scale.allSatisfy { $0 > 0 }
    facts.largestMagnitude = min(facts.rowNorm, facts.columnNorm)
    facts.nonZeros = base.facts.nonZeros
    return facts
  }
}

extension ScaledCoefficients {
  /// α diag(d)⁻¹ A diag(d) X, or α diag(d) Aᵀ diag(d)⁻¹ X, for some lines.
  private static func product(
    _ base: any CoefficientOperator, _ scale: [Double], lines: Range<Int>, _ orientation: Orientation, magnitudes: Bool,
    _ x: MatrixView<Double>, _ alpha: Double, on engine: Engine
  ) throws(AllocationError) -> Matrix<Double> {
    var scaled = try Matrix<Double>(copying: x, layout: .columnMajor)
    scaled.scaleRows(by: scale[...], orientation == .output ? .multiplied : .divided)
    var product = try Matrix<Double>(rows: lines.count, columns: x.columns, layout: .columnMajor)
    try multiply(base, alpha, lines, orientation, magnitudes, scaled.view, into: &product, on: engine)
    product.scaleRows(by: scale[lines], orientation == .output ? .divided : .multiplied)
    return product
  }

  private static func multiply(
    _ base: any CoefficientOperator, _ alpha: Double, _ lines: Range<Int>, _ orientation: Orientation, _ magnitudes: Bool,
    _ x: MatrixView<Double>, into c: inout Matrix<Double>, on engine: Engine
  ) throws(AllocationError) {
    var target = c.mutableView
    try base.multiply(alpha, lines: lines, of: orientation, magnitudes: magnitudes, x, plus: 0, into: &target, on: engine)
  }

  /// |Γ| 1 or |Γ|ᵀ 1.
  private static func magnitudeSums(
    of base: any CoefficientOperator, _ scale: [Double], _ orientation: Orientation, on engine: Engine
  ) throws(SolverError) -> [Double] {
    let (n, ones) = (base.count, [Double](repeating: 1, count: base.count))
    do {
      let product = try product(
        base, scale.map(abs), lines: 0..<n, orientation, magnitudes: true, MatrixView(column: ones.span), 1, on: engine)
      return (0..<n).map { product[$0, 0] }
    } catch { throw .allocation(error) }
  }
}
