import MatrixCore

extension InputOutputTable {
  /// 1/x by sector, 0 for inactive ones: scales the columns of Z to A.
  ///
  /// Shapes: n. Units: one over money. Cost: n, and a column of Z for each sector without output.
  /// Errors: `CoefficientError` for missing or negative output, for a zero with inputs or value added, and for outputs
  /// below 2⁻¹⁰²⁴. Reference: the edge-case policy, section 1.4 of the methods reference.
  public var inverseOutput: [Double] {
    get throws(CoefficientError) { try inverseOutput(negativeOutput: .refused) }
  }

  /// `inverseOutput` with a say on negative output.
  public func inverseOutput(negativeOutput: NegativeOutput) throws(CoefficientError) -> [Double] {
    let inverse = try inverseOutputOfActive(negativeOutput: negativeOutput)
    if let used = firstUsed(inverse.indices.filter { inverse[$0] == 0 }) {
      throw .zeroOutputWithInputs(sectors[used], index: used)
    }
    return inverse
  }

  /// The same without a look at the flows: the caller must find the columns of all sectors with 0 to be zero.
  package func inverseOutputOfActive(negativeOutput: NegativeOutput) throws(CoefficientError) -> [Double] {
    guard let output else { throw .outputMissing }
    var inverse = [Double](repeating: 0, count: output.count)
    for (j, value) in output.enumerated() {
      if value == 0 {
        // −0.0 comes here, too: its reciprocal would be −∞.
        guard (valueAdded?[j] ?? 0) == 0 else { throw .zeroOutputWithInputs(sectors[j], index: j) }
        continue
      }
      guard value > 0 || negativeOutput == .allowed else { throw .negativeOutput(sectors[j], index: j, output: value) }
      guard (1 / value).isFinite else { throw .outputTooSmall(sectors[j], index: j, output: value) }
      inverse[j] = 1 / value
    }
    return inverse
  }

  /// v = va/x by sector, 0 for inactive ones.
  ///
  /// Shapes: n. Units: ratio. Errors: as `inverseOutput`, and `valueAddedMissing`.
  public var valueAddedCoefficients: [Double] {
    get throws(CoefficientError) { try valueAddedCoefficients(negativeOutput: .refused) }
  }

  /// `valueAddedCoefficients` with a say on negative output.
  public func valueAddedCoefficients(negativeOutput: NegativeOutput) throws(CoefficientError) -> [Double] {
    guard let valueAdded else { throw .valueAddedMissing }
    return try ratios(of: valueAdded, negativeOutput: negativeOutput)
  }

  /// Column sums of A: what a unit of output buys from sectors of the table.
  ///
  /// Shapes: n. Units: ratio. Cost: one pass over the transactions. Errors: as `inverseOutput`, for a table of flows.
  public func columnSumsOfCoefficients(
    negativeOutput: NegativeOutput = .refused
  ) throws(CoefficientError) -> [Double] {
    let sums = transactions.view.columnSums()
    return transactionsKind == .coefficients ? sums : try ratios(of: sums, negativeOutput: negativeOutput)
  }

  /// Quotients by output, each rounded once; multiplying with `inverseOutput` would round twice.
  private func ratios(of values: [Double], negativeOutput: NegativeOutput) throws(CoefficientError) -> [Double] {
    let inverse = try inverseOutput(negativeOutput: negativeOutput)
    guard let output else { throw .outputMissing }
    return values.indices.map { inverse[$0] == 0 ? 0 : values[$0] / output[$0] }
  }

  /// The first of these sectors into which something flows. The coefficients of a coefficient table are recipes and no flows.
  private func firstUsed(_ inactive: [Int]) -> Int? {
    guard transactionsKind == .flows, !inactive.isEmpty else { return nil }
    let view = transactions.view
    var first: Int?
    // Rows outside: a column alone would touch every page of the flows.
    for i in 0..<view.rows {
      for j in inactive where view[i, j] != 0 { first = min(first ?? j, j) }
    }
    return first
  }
}
