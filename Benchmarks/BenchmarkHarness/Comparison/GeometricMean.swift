import Foundation

/// The geometric mean of the speeds of several cells, with the interval of its draws.
public struct GeometricMean: Sendable {
  public let title: String
  /// The cells in it.
  public let cells: [CellKey]
  public let ratio: Double
  public let interval: ClosedRange<Double>
  public let verdict: SpeedVerdict

  /// Nil without cells.
  init?(_ title: String, _ cells: [CellComparison], limit: Double) {
    guard !cells.isEmpty else { return nil }
    self.title = title
    self.cells = cells.map(\.key)
    let count = Double(cells.count)
    ratio = exp(cells.reduce(0) { $0 + log($1.speed.estimate) } / count)
    let draws = (0..<MedianRatio.drawCount).map { k in exp(cells.reduce(0) { $0 + log($1.speed.draws[k]) } / count) }
    interval = MedianRatio.interval(draws)
    verdict = ComparisonRule.verdict(ratio, interval, p: nil, limit: limit)
  }

  /// Of all cells, of each engine's where there are several, and of each use's.
  static func all(_ cells: [CellComparison], limit: Double) -> [GeometricMean] {
    var engines: [String] = []
    for cell in cells where !engines.contains(cell.key.engine) { engines.append(cell.key.engine) }
    let whole: [GeometricMean?] = [GeometricMean("all cells", cells, limit: limit)]
    let byEngine: [GeometricMean?] = (engines.count < 2 ? [] : engines).map { engine in
      GeometricMean("all on \(engine)", cells.filter { $0.key.engine == engine }, limit: limit)
    }
    let byUse: [GeometricMean?] = Use.allCases.map { use in
      GeometricMean(use.rawValue, cells.filter { $0.use == use }, limit: limit)
    }
    return (whole + byEngine + byUse).compactMap(\.self)
  }
}
