import MatrixCore

/// Coefficients of variation of the columns and rows of L, from columns of L a few at a time.
///
/// sqrt(Σ (l − mean)² / (n − 1)) / mean. Cost: n solves. Memory: that of `forEachInversePanel`.
struct LeontiefDispersion {
  let dispersion: Linkages.Dispersion

  init(_ economy: Economy, _ settings: EstimationSettings) throws(EstimationError) {
    let n = economy.sectorCount
    var columns: [Double?] = []
    var rows = [RunningVariance](repeating: RunningVariance(), count: n)
    try economy.forEachInversePanel(settings) { members, panel in
      for k in 0..<members.count {
        var column = RunningVariance()
        for i in 0..<n {
          column.add(panel[i, k])
          rows[i].add(panel[i, k])
        }
        columns.append(column.coefficientOfVariation)
      }
    }
    dispersion = Linkages.Dispersion(columns: columns, rows: rows.map(\.coefficientOfVariation))
  }
}

/// Mean and sum of squared deviations of numbers as they come (Welford 1962), without cancellation.
private struct RunningVariance {
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let deviation = value - mean
    mean += deviation / count
    squares += deviation * (value - mean)
  }

  /// Nil for fewer than two numbers and a mean of zero.
  var coefficientOfVariation: Double? {
    count > 1 && mean != 0 ? (squares / (count - 1)).squareRoot() / mean : nil
  }
}
