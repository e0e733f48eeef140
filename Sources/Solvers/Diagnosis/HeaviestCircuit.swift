/// The circuit of sectors with the largest geometric mean of its coefficients: if any circuit gives back more than it takes,
/// this one does.
///
/// Reference: Karp (1978), on logarithms. Cost: n³ comparisons and n² numbers for n sectors.
enum HeaviestCircuit {
  /// Sectors up to which all circuits are weighed.
  static let mostSectors = 500

  /// The sectors of the circuit in order, a_ij from each to the next; empty when nothing goes round. `coefficients` is
  /// row-major and strongly connected.
  static func sectors(_ coefficients: [[Double]]) -> [Int] {
    let n = coefficients.count
    let weights = coefficients.map { row in row.map { $0 > 0 ? logarithm($0) : -.infinity } }
    let (lengths, origins) = longestWalks(weights)
    guard let end = bestEnd(lengths), lengths[n][end].isFinite else { return [] }
    var walk = [end]
    for k in stride(from: n, to: 0, by: -1) { walk.append(origins[k][walk[walk.count - 1]]) }
    return heaviest(in: walk.reversed(), weights)
  }

  /// The binary logarithm without a library: the exponent and an arctanh series of the significand.
  static func logarithm(_ x: Double) -> Double {
    let t = (x.significand - 1.5) / (x.significand + 1.5)
    var (power, sum, square) = (t, 0.0, t * t)
    for k in stride(from: 1.0, through: 21, by: 2) {
      sum += power / k
      power *= square
    }
    return Double(x.exponent) + 2 * sum * 1.4426950408889634 + 0.5849625007211562
  }

  /// The heaviest walks of each length from sector 0 to each sector, and where their last steps come from.
  private static func longestWalks(_ weights: [[Double]]) -> (lengths: [[Double]], origins: [[Int]]) {
    let n = weights.count
    var lengths = [[Double](repeating: -.infinity, count: n)]
    lengths[0][0] = 0
    var origins = [[Int](repeating: 0, count: n)]
    for k in 0..<n {
      var (next, from) = ([Double](repeating: -.infinity, count: n), [Int](repeating: 0, count: n))
      for i in 0..<n where lengths[k][i].isFinite {
        let (start, row) = (lengths[k][i], weights[i])
        for j in 0..<n where start + row[j] > next[j] { (next[j], from[j]) = (start + row[j], i) }
      }
      lengths.append(next)
      origins.append(from)
    }
    return (lengths, origins)
  }

  /// The sector v with the largest minₖ (Dₙ(v) − Dₖ(v)) / (n − k).
  private static func bestEnd(_ lengths: [[Double]]) -> Int? {
    let n = lengths.count - 1
    var (best, end) = (-Double.infinity, Int?.none)
    for v in 0..<n where lengths[n][v].isFinite {
      let mean = (0..<n).reduce(Double.infinity) { least, k in
        lengths[k][v].isFinite ? min(least, (lengths[n][v] - lengths[k][v]) / Double(n - k)) : least
      }
      if mean > best { (best, end) = (mean, v) }
    }
    return end
  }

  /// The best of the circuits that a walk closes.
  private static func heaviest(in walk: [Int], _ weights: [[Double]]) -> [Int] {
    var (open, best, bestMean) = ([Int](), [Int](), -Double.infinity)
    for sector in walk {
      if let start = open.firstIndex(of: sector) {
        let circuit = Array(open[start...])
        let mean = self.mean(circuit, weights)
        if mean > bestMean { (best, bestMean) = (circuit, mean) }
        open.removeLast(open.count - start)
      }
      open.append(sector)
    }
    return best
  }

  private static func mean(_ circuit: [Int], _ weights: [[Double]]) -> Double {
    let total = circuit.indices.reduce(0) { $0 + weights[circuit[$1]][circuit[($1 + 1) % circuit.count]] }
    return total / Double(circuit.count)
  }
}
