import TestSupport

/// A matrix that needs no row exchanges, its inverse in exact fractions, and what its condition allows an error to be.
struct ExactInverse: Sendable, CustomStringConvertible {
  let description: String
  let matrix: [[Double]]
  /// No positive element off the diagonal.
  let isMMatrix: Bool
  private let exact: [[Rational]]
  /// n ε |X| |M| |X|.
  private let bound: [[Double]]

  var count: Int { matrix.count }

  private init(_ description: String, _ matrix: [[Double]]) {
    self.description = description
    self.matrix = matrix
    guard let exact = RationalElimination.inverse(matrix.map { $0.map { Rational(exactly: $0) } }) else {
      preconditionFailure("a dominant matrix has an inverse")
    }
    self.exact = exact
    let n = matrix.count
    isMMatrix = (0..<n).allSatisfy { i in (0..<n).allSatisfy { i == $0 || matrix[i][$0] <= 0 } }
    let magnitudes = exact.map { $0.map { abs($0.approximation) } }
    let product = Self.product(Self.product(magnitudes, matrix.map { $0.map { abs($0) } }), magnitudes)
    bound = product.map { $0.map { Double(n) * .ulpOfOne * $0 } }
  }

  /// The largest error over its bound; infinite where an element that is zero came out as another.
  func error(_ found: [[Double]]) -> Double {
    var worst = 0.0
    for i in 0..<count {
      for j in 0..<count {
        let error = (Rational(exactly: found[i][j]) - exact[i][j]).magnitude.approximation
        if error != 0 { worst = max(worst, error / bound[i][j]) }
      }
    }
    return worst
  }

  private static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in b[0].indices.map { j in row.indices.reduce(0) { $0 + row[$1] * b[$1][j] } } }
  }

  static let all: [ExactInverse] = {
    let n = 13
    var all = [
      ExactInverse("one sector", [[0.3]]),
      ExactInverse("economy", AccuracyMatrix.economy.numbers(n)),
      ExactInverse("dominant rows", AccuracyMatrix.dominantRows.numbers(n)),
    ]
    for deficit in [0x1p-20, 0x1p-33, 0x1p-46] {
      all.append(ExactInverse("deficits of \(deficit)", leaving(n) { _ in deficit }))
      all.append(ExactInverse("a deficit of \(deficit) in one sector", leaving(n) { $0 == 5 ? deficit : 0 }))
      all.append(ExactInverse("signs of all kinds, dominant by \(deficit)", mixed(n, by: deficit)))
      all.append(
        ExactInverse("signs of all kinds, rows dominant by \(deficit)", mixed(n, by: deficit).transposed(columns: n)))
    }
    all.append(
      ExactInverse("deficits from 2^-46 to 2^-1", leaving(n) { Double(sign: .plus, exponent: -46 + $0 * 15 / 4, significand: 1) })
    )
    let units = (0..<n).map { Double(sign: .plus, exponent: $0 * 29 % 54 - 27, significand: 1) }
    all.append(
      ExactInverse(
        "units from 1e-8 to 1e8",
        AccuracyMatrix.economy.numbers(n).enumerated().map { i, row in row.indices.map { units[i] * row[$0] / units[$0] } }))
    for isUpper in [false, true] {
      all.append(ExactInverse("an open group \(isUpper ? "after" : "before") a nearly closed one", reducible(n, isUpper)))
    }
    return all
  }()

  /// Whole multiples of 2⁻⁵⁰ whose columns add up to the deficits exactly.
  private static func leaving(_ n: Int, _ deficit: (Int) -> Double) -> [[Double]] {
    var m = [[Double]].coefficients(n, columnSum: 0.8, seed: 77).map { $0.map { -($0 * 0x1p50).rounded() * 0x1p-50 } }
    for j in 0..<n {
      m[j][j] = 0
      m[j][j] = deficit(j) - m.reduce(0) { $0 + $1[j] }
    }
    return m
  }

  private static func mixed(_ n: Int, by deficit: Double) -> [[Double]] {
    var m = [[Double]].random(n, n, seed: 78).map { $0.map { ($0 * 0x1p40).rounded() * 0x1p-40 } }
    for j in 0..<n {
      m[j][j] = 0
      m[j][j] = m.reduce(0) { $0 + abs($1[j]) } + deficit
    }
    return m
  }

  /// Two groups of which one does not buy from the other and spends all but 2⁻³³ on itself.
  private static func reducible(_ n: Int, _ isUpper: Bool) -> [[Double]] {
    var m = leaving(n) { _ in 0.125 }
    let half = n / 2
    for j in 0..<n where (j < half) == isUpper {
      for i in 0..<n where (i < half) != isUpper { m[i][j] = 0 }
      m[j][j] = 0
      m[j][j] = 0x1p-33 - m.reduce(0) { $0 + $1[j] }
    }
    return m
  }
}
