import MatrixCore

extension TableChecks {
  mutating func checkNegativeOutput(_ table: borrowing InputOutputTable, policy: NegativeOutput) {
    guard let output = table.output else { return }
    let sectors = output.indices.filter { output[$0] < 0 }
    guard let worst = sectors.min(by: { output[$0] < output[$1] }) else { return }
    let cure = policy == .refused ? "; allow negative output to read it all the same" : "; this was allowed"
    let more = sectors.count == 1 ? "" : " (\(sectors.count) sectors have negative output)"
    add(
      .negativeOutput, policy == .refused ? .error : .warning,
      "sector \(name(worst)) has output \(output[worst])\(more)\(cure)", sectors: sectors, worst: output[worst])
  }

  /// A sector without output is inactive when nothing flows into it and nothing out of it; anything else contradicts the
  /// zero.
  ///
  /// One contradiction is let pass with a warning: uses whose absolute sum is at most the median absolute row residual
  /// |Z1 + y − x| of the sectors with output. Tables rounded to whole units (WIOD 2013) have sectors whose output was rounded
  /// to zero while single uses were rounded up to one; every other row of such a table is off by as much. In a table whose
  /// rows balance the bound is zero, and nothing passes.
  mutating func checkZeroOutput(_ table: borrowing InputOutputTable) {
    guard let output = table.output else { return }
    let zeros = output.indices.filter { output[$0] == 0 }
    guard !zeros.isEmpty else { return }
    let uses = kind == .flows ? zip(flows.rowSums, demand.rowSums).map { $0 + $1 } : demand.rowSums
    let rounding = kind == .flows ? typicalRowResidual(uses, output) : 0
    var rounded: [Int] = []
    for sector in zeros {
      let contradictions = self.contradictions(sector, table, uses: abs(uses[sector]) > rounding ? uses[sector] : 0)
      if !contradictions.isEmpty {
        let sentence = "sector \(name(sector)) has no output but \(contradictions.joined(separator: " and "))"
        add(.zeroOutputWithInputs, .error, sentence, sectors: [sector], worst: uses[sector])
      } else if kind == .flows || !flows.isColumnUsed[sector] {
        inactiveSectors.append(sector)
        if uses[sector] != 0 { rounded.append(sector) }
      }
    }
    noteRounding(rounded, uses: uses, rounding: rounding)
    noteInactive(inactiveSectors.filter { !rounded.contains($0) })
  }

  /// What a sector has although its output is zero.
  private func contradictions(_ sector: Int, _ table: borrowing InputOutputTable, uses: Double) -> [String] {
    var found: [String] = []
    // A coefficient table may hold the recipe of a sector that produces nothing.
    if kind == .flows, flows.isColumnUsed[sector] { found.append("inputs of \(flows.columnSums[sector])") }
    if uses != 0 { found.append("uses of \(uses)") }
    if let valueAdded = table.valueAdded, valueAdded[sector] != 0 { found.append("value added of \(valueAdded[sector])") }
    for rows in table.rows {
      for row in 0..<rows.rowCount where rows.values[row * labels.count + sector] != 0 {
        found.append("\(rows.name) of \(rows.values[row * labels.count + sector])")
        break
      }
    }
    return found
  }

  private mutating func noteInactive(_ sectors: [Int]) {
    guard !sectors.isEmpty else { return }
    let without = kind == .flows ? "output, inputs or uses" : "output or inputs"
    add(
      .zeroOutputInactive, .note, "\(sectors.count) sectors without \(without) are inactive: \(names(sectors))",
      sectors: sectors)
  }

  private func typicalRowResidual(_ uses: [Double], _ output: [Double]) -> Double {
    let active = output.indices.filter { output[$0] != 0 }
    return BalanceReport.Residuals.median(active.map { abs(uses[$0] - output[$0]) })
  }

  private mutating func noteRounding(_ sectors: [Int], uses: [Double], rounding: Double) {
    guard let worst = sectors.max(by: { abs(uses[$0]) < abs(uses[$1]) }) else { return }
    let sentence =
      "\(sectors.count) sectors without output have uses, the largest of \(uses[worst]) in \(name(worst)): no more than the "
      + "median row residual \(rounding) of the table, taken as rounding; these sectors count as inactive"
    add(.zeroOutputRounding, .warning, sentence, sectors: sectors, worst: uses[worst])
  }

  mutating func checkTinyOutput(_ table: borrowing InputOutputTable) {
    guard let output = table.output else { return }
    let threshold = output.maximumNorm() * TableValidation.tinyOutputShare
    let tiny = output.indices.filter { output[$0] != 0 && abs(output[$0]) < threshold }
    guard let worst = tiny.min(by: { abs(output[$0]) < abs(output[$1]) }) else { return }
    let share = TableValidation.tinyOutputShare
    let sentence = "output of \(names(tiny)) is below \(share) of the largest: intensities explode there"
    add(.tinyOutput, .warning, sentence, sectors: tiny, worst: output[worst])
  }
}
