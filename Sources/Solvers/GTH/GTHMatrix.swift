import Kernels
import MatrixCore
import Tables

/// I − A off its diagonal and, below it, minus the deficits of its columns; then the factors L and U of I − A.
///
/// With the deficits as one more row every column's diagonal element is minus the sum of the others. As long as that is not
/// eliminated, the diagonal holds nothing of use.
struct GTHMatrix: ~Copyable {
  /// (n + 1) rows and some to fill the last cache line, column-major.
  private var values: Matrix<Double>

  static func bytes(sectors n: Int) -> Int { MemoryBudget.bytes(rows: height(n), columns: n) }

  private static func height(_ n: Int) -> Int { (n + 8) / 8 * 8 }

  /// Cost: two passes. Errors: a negative coefficient, deficits that are not usable or not those of A, memory.
  init(_ coefficients: any CoefficientOperator, deficits: [Double]?, on engine: Engine) throws(SolverError) {
    let n = coefficients.count
    var values: Matrix<Double>
    do { values = try Matrix(rows: Self.height(n), columns: n, layout: .columnMajor) } catch { throw .allocation(error) }
    Self.form(&values, coefficients, on: engine)
    try Self.checkSigns(values, coefficients)
    let remainders = Self.remainders(values, on: engine)
    if let deficits { try GTHDeficits.check(deficits, against: remainders, coefficients.sectors) }
    let used = deficits ?? remainders
    try GTHDeficits.checkSigns(used, coefficients.sectors)
    for j in 0..<n { values[n, j] = -used[j] }
    self.values = values
  }

  /// F, n × n: L below the diagonal, U on and above it.
  var factors: MatrixView<Double> {
    @_lifetime(borrow self)
    get { values.view.window(rows: 0..<values.columns, columns: 0..<values.columns) }
  }

  var allocatedBytes: Int { values.allocatedBytes }

  mutating func eliminate(
    _ elimination: GTHElimination, _ sectors: SectorIndex, _ monitor: WorkMonitor
  ) throws(SolverError) {
    let n = values.columns
    var all = values.mutableView
    var used = all.window(rows: 0..<n + 1, columns: 0..<n)
    try elimination.run(&used, sectors, monitor)
  }

  /// −A, and ones in the row of the deficits: the columns add up to 1 − Σ a_ij.
  private static func form(_ values: inout Matrix<Double>, _ coefficients: any CoefficientOperator, on engine: Engine) {
    let n = values.columns
    var all = values.mutableView
    var square = all.window(rows: 0..<n, columns: 0..<n)
    coefficients.formIdentityMinus(into: &square, on: engine)
    for (j, element) in coefficients.diagonal.enumerated() {
      // 1 − a_jj was rounded.
      values[j, j] = -element
      values[n, j] = 1
    }
  }

  /// 1 − Σ_i a_ij of every column, from the coefficients as they are, rounded once.
  private static func remainders(_ values: borrowing Matrix<Double>, on engine: Engine) -> [Double] {
    engine.columnSums(values.view.window(rows: 0..<values.columns + 1, columns: 0..<values.columns))
  }

  private static func checkSigns(
    _ values: borrowing Matrix<Double>, _ coefficients: any CoefficientOperator
  ) throws(SolverError) {
    guard !coefficients.facts.isNonNegative else { return }
    for i in 0..<values.columns {
      for j in 0..<values.columns where values[i, j] > 0 {
        throw .coefficientNegative(row: coefficients.sectors[i], column: coefficients.sectors[j])
      }
    }
  }
}
