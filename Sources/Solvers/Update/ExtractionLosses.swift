import MatrixCore

/// What is lost without each sector in turn, for all n sectors at once: O(n²) where L is held, O(n) from its diagonal and two
/// vectors.
///
/// Shapes: n. Units: those of the weights times output; without weights, output. Formulas, with m = Lᵀw the multipliers:
///
///     total        m_k x_k / l_kk
///     backward     (m_k − w_k) x_k / l_kk
///     forward      m_k (x_k − f_k) / l_kk
///     Ghosh forward (Σ_j l_kj w_j x_j − w_k x_k) / l_kk      (a row of Γ; primary inputs stay)
///
/// Reference: Miller and Blair (2009), section 12.2.5; closed forms by the Sherman-Morrison formula.
public struct ExtractionLosses: Sendable, Equatable {
  public let output: [Double]
  public let demand: [Double]
  /// w; ones for the loss of output itself.
  public let weights: [Double]
  /// m = Lᵀ w.
  public let multipliers: [Double]
  /// l_kk.
  public let diagonal: [Double]

  /// From a Leontief inverse at hand. Cost: two passes over L, fastest column-major.
  public init(inverse l: MatrixView<Double>, demand: [Double], weights: [Double]? = nil) {
    let n = demand.count
    let weights = weights ?? [Double](repeating: 1, count: n)
    precondition(l.rows == n && l.columns == n && weights.count == n, "shapes disagree")
    var (diagonal, multipliers) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    for k in 0..<n {
      diagonal[k] = l[k, k]
      var sum = CompensatedSum<Double>()
      for i in 0..<n { sum.add(l[i, k] * weights[i]) }
      multipliers[k] = sum.value
    }
    self.init(
      output: Self.product(l, demand), demand: demand, weights: weights, multipliers: multipliers, diagonal: diagonal)
  }

  /// From what solves give: output, multipliers and the diagonal of L.
  public init(output: [Double], demand: [Double], weights: [Double], multipliers: [Double], diagonal: [Double]) {
    let n = output.count
    precondition([demand, weights, multipliers, diagonal].allSatisfy { $0.count == n }, "shapes disagree")
    self.output = output
    self.demand = demand
    self.weights = weights
    self.multipliers = multipliers
    self.diagonal = diagonal
  }

  /// The loss without each sector. Inactive sectors (x_k = 0) lose nothing.
  public func losses(_ variant: ExtractionVariant) -> [Double] {
    output.indices.map { k in
      switch variant {
      case .total: multipliers[k] * output[k] / diagonal[k]
      case .backward: (multipliers[k] - weights[k]) * output[k] / diagonal[k]
      case .forward: multipliers[k] * (output[k] - demand[k]) / diagonal[k]
      }
    }
  }

  /// The losses without each sector's purchases from others; what it makes for itself stays. `coefficients`: a_kk.
  public func lossesKeepingOwnUse(coefficients: [Double]) -> [Double] {
    precondition(coefficients.count == output.count, "shapes disagree")
    return output.indices.map { k in
      let rest = 1 - coefficients[k]
      return (multipliers[k] * rest - weights[k]) * output[k] / (diagonal[k] * rest)
    }
  }

  /// The losses without each sector's sales in the supply-driven model. Cost: one pass over L. Reference: Dietzenbacher and
  /// van der Linden (1997).
  public func forwardGhoshLosses(inverse l: MatrixView<Double>) -> [Double] {
    precondition(l.rows == output.count && l.columns == output.count, "shapes disagree")
    return forwardGhoshLosses(sold: Self.product(l, weightedOutput))
  }

  /// The same from L (w ∘ x), one solve.
  public func forwardGhoshLosses(sold: [Double]) -> [Double] {
    precondition(sold.count == output.count, "shapes disagree")
    let weighted = weightedOutput
    return output.indices.map { (sold[$0] - weighted[$0]) / diagonal[$0] }
  }

  /// The losses without each sector's final demand: m_k f_k.
  public var lossesWithoutDemand: [Double] { zip(multipliers, demand).map { $0 * $1 } }

  /// w ∘ x.
  public var weightedOutput: [Double] { zip(weights, output).map { $0 * $1 } }

  /// L v, with one rounding of each sum.
  private static func product(_ l: MatrixView<Double>, _ v: [Double]) -> [Double] {
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: l.rows)
    for j in 0..<l.columns {
      for i in 0..<l.rows { sums[i].add(l[i, j] * v[j]) }
    }
    return sums.map(\.value)
  }
}
