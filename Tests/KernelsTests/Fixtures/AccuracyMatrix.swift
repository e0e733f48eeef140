import TestSupport

/// Kinds of matrices on which the accuracy of products and factorizations is measured.
enum AccuracyMatrix: CaseIterable, Sendable, CustomStringConvertible {
  case random
  /// Rows and columns scaled by powers of ten from −8 to 8.
  case graded
  /// I − A of regions that trade mostly within themselves, columns of A from 0.3 to 0.8.
  case economy
  /// I − A with columns of A that sum to 1 − 10⁻¹².
  case nearlySingularEconomy
  /// I − A whose rows dominate, by deficits from 0.1 to 0.6, while its columns need not.
  case dominantRows
  /// 1 / (i + j + 1): singular to working precision from order twelve on.
  case hilbert

  var description: String {
    switch self {
    case .random: "random"
    case .graded: "graded"
    case .economy: "economy of regions"
    case .nearlySingularEconomy: "nearly singular economy"
    case .dominantRows: "dominant rows"
    case .hilbert: "Hilbert"
    }
  }

  /// Those that may be eliminated without exchanges.
  static let needingNoExchange: [AccuracyMatrix] = [.economy, .nearlySingularEconomy, .dominantRows]

  func numbers(_ n: Int) -> [[Double]] {
    switch self {
    case .random: return .random(n, n, seed: 71)
    case .graded:
      let power = { (i: Int, step: Int) in [1e-8, 1e-4, 1, 1e4, 1e8][(i * step) % 5] }
      return [[Double]].random(n, n, seed: 72).enumerated().map { i, row in
        row.enumerated().map { j, value in power(i, 3) * value * power(j, 2) }
      }
    case .economy: return Self.economy(n).subtractedFromIdentity
    case .nearlySingularEconomy:
      return [[Double]].coefficients(n, columnSum: 1 - 1e-12, seed: 74).subtractedFromIdentity
    case .dominantRows: return Self.economy(n).transposed(columns: n).subtractedFromIdentity
    case .hilbert: return (0..<n).map { i in (0..<n).map { 1 / Double(i + $0 + 1) } }
    }
  }

  private static func economy(_ n: Int) -> [[Double]] {
    let flows = [[Double]].random(n, n, seed: 73).enumerated().map { i, row in
      row.enumerated().map { j, value in (value + 1) * (i / 7 == j / 7 ? 20 : 1) }
    }
    let sums = (0..<n).map { j in flows.reduce(0) { $0 + $1[j] } }
    return flows.map { row in row.indices.map { row[$0] / sums[$0] * (0.3 + 0.5 * Double($0 % 11) / 10) } }
  }
}
