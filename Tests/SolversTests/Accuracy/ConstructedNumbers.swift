import TestSupport

extension ConstructedCases {
  /// Columns of multiples of 2⁻⁵² that leave exactly `left(j)` of them: their deficits are numbers, not differences.
  static func whole(_ n: Int, _ seed: UInt64, leaving left: (Int) -> Int) -> [[Double]] {
    var a = [[Double]].coefficients(n, columnSum: 1, seed: seed)
    for j in 0..<n {
      let total = 1 << 52 - left(j)
      var used = 0
      for i in 1..<n {
        let units = Int(a[i][j] * Double(total))
        a[i][j] = Double(units) * 0x1p-52
        used += units
      }
      a[0][j] = Double(total - used) * 0x1p-52
    }
    return a
  }

  static func shares(_ n: Int, _ left: (Int) -> Int) -> [Double] { (0..<n).map { Double(left($0)) * 0x1p-52 } }

  /// D⁻¹ A D with powers of two: other units, and nothing is rounded.
  static func inUnits(_ a: [[Double]], _ exponent: (Int) -> Int) -> [[Double]] {
    let units = a.indices.map { Double(sign: .plus, exponent: exponent($0), significand: 1) }
    return a.indices.map { i in a.indices.map { a[i][$0] * units[$0] / units[i] } }
  }

  static func scaled(_ a: [[Double]], _ exponent: (Int, Int) -> Int) -> [[Double]] {
    a.indices.map { i in a.indices.map { a[i][$0] * Double(sign: .plus, exponent: -exponent(i, $0), significand: 1) } }
  }

  static func pattern(_ n: Int, _ element: (Int, Int) -> Double) -> [[Double]] {
    (0..<n).map { i in (0..<n).map { element(i, $0) } }
  }

  /// Columns that sum to at most 0.85, with zeros where the pattern says so.
  static func masked(_ n: Int, _ seed: UInt64, _ isKept: (Int, Int) -> Bool) -> [[Double]] {
    let a = [[Double]].coefficients(n, columnSum: 0.85, seed: seed)
    return pattern(n) { isKept($0, $1) ? a[$0][$1] : 0 }
  }

  static func signed(_ a: [[Double]], _ isNegative: (Int, Int) -> Bool) -> [[Double]] {
    pattern(a.count) { isNegative($0, $1) ? -a[$0][$1] : a[$0][$1] }
  }

  /// Flows whose quotients by the output are rounded.
  static func flows(_ n: Int, _ seed: UInt64) -> [[Double]] {
    let a = [[Double]].random(n, n, seed: seed)
    return pattern(n) { (a[$0][$1] + 1) * 3 }
  }

  /// Every sixth sector neither buys nor sells.
  static func idleFlows(_ n: Int, _ seed: UInt64) -> [[Double]] {
    let a = flows(n, seed)
    return pattern(n) { $0 % 6 == 4 || $1 % 6 == 4 ? 0 : a[$0][$1] / 3 }
  }
}
