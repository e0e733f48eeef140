import Leontief

extension ReferenceTables {
  /// A balanced table of flows with random coefficients: x = Z1 + y exactly as far as sums are exact, va = x − 1ᵀZ, and jobs.
  ///
  /// `regions` divide the sectors evenly; final demand has a column for each. Outputs are 100 times 1.5 ± `spread`: with a wide
  /// spread some final demand is negative, with .1 and columns that sum to a half none is.
  public static func random(
    _ n: Int, regions: Int = 1, columnSum: Double = 0.7, spread: Double = 1, seed: UInt64
  ) throws -> InputOutputTable {
    let a = [[Double]].coefficients(n, columnSum: columnSum, seed: seed)
    var numbers = SeededNumbers(seed ^ 0x5DEE)
    let output = (0..<n).map { _ in 100 * (1.5 + spread * numbers.unit()) }
    let flows = a.map { row in row.indices.map { row[$0] * output[$0] } }
    let gaps = (0..<n).map { i in output[i] - flows[i].reduce(0, +) }
    let shares = (0..<regions).map { _ in 1.5 + numbers.unit() }
    let total = shares.reduce(0, +)
    let labels = (0..<n).map { SectorLabel(region: "R\($0 * regions / n)", code: "s\($0)", name: "sector \($0)") }
    var metadata = TableMetadata()
    metadata.title = "random \(seed)"
    metadata.flowKind = regions > 1 ? .interRegional : .domestic
    return try InputOutputTable(
      sectors: SectorIndex(labels), transactions: Matrix(flows),
      demand: (0..<regions).map { DemandCategory(region: "R\($0)", category: "demand") },
      finalDemand: Matrix(gaps.map { gap in shares.map { gap * $0 / total } }), output: output,
      valueAdded: (0..<n).map { j in output[j] - flows.map { $0[j] }.reduce(0, +) },
      rows: [NamedRows(name: "employment", values: (0..<n).map { Double($0 % 4 + 1) })], metadata: metadata)
  }
}

extension InputOutputTable {
  /// Z x̂⁻¹ row by row; zero columns where there is no output.
  public var coefficientRows: [[Double]] {
    let x = output ?? []
    return (0..<sectorCount).map { i in x.indices.map { x[$0] == 0 ? 0 : transactions[i, $0] / x[$0] } }
  }

  /// The flows row by row.
  public var flowRows: [[Double]] {
    (0..<sectorCount).map { i in (0..<sectorCount).map { transactions[i, $0] } }
  }
}
