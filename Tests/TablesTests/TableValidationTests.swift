import MatrixCore
import Tables
import Testing

@Suite struct TableValidationTests {
  @Test func findsNothingInASoundTable() throws {
    let validation = try SmallTable().validation()
    #expect(validation.findings == [])
    #expect(validation.isUsable && validation.inactiveSectors == [])
    #expect(validation.balance.row == BalanceReport.Residuals(found: [100, 100, 100], output: [100, 100, 100]))
    #expect(validation.balance.row?.maximum == 0 && validation.balance.column?.maximum == 0)
    #expect(validation.coefficientColumnSums == [0.3, 0.3, 0.6])
    #expect(validation.density == 8.0 / 9)
  }

  @Test func measuresBalances() throws {
    var small = SmallTable()
    small.demand = [[65], [61], [52]]
    small.output = [100, 100, 200]
    small.valueAdded = [60, 65, 34]
    let balance = try small.validation().balance
    let row = try #require(balance.row)
    // Residuals 0, 1 and 103 of outputs 100, 100 and 200.
    #expect(row.maximum == 103 && row.median == 1 && row.worstSector == 2)
    #expect(row.maximumRelative == 0.515 && row.medianRelative == 0.01 && row.totalRelative == 0.26)
    let column = try #require(balance.column)
    #expect(column.maximum == 96 && column.median == 0 && column.totalRelative == 0.24)
  }

  @Test func warnsAndRefusesByTheBalance() throws {
    var small = SmallTable()
    small.demand = [[65.01], [60.01], [55.01]]
    let slight = try small.validation()
    let finding = try #require(slight.findings(of: .rowBalance).first)
    #expect(finding.severity == .warning && slight.isUsable)
    small.demand = [[80], [75], [70]]
    let gross = try small.validation()
    #expect(gross.findings.map(\.id) == ["row-balance"] && !gross.isUsable)
    #expect(
      gross.findings[0].sentence
        == "rows do not balance (Z1 + y = x): median relative residual 0.15, total 0.15, largest 15.0 in R/a at position 0")
    let allowed = TableValidation(of: try small.table(), imbalance: .allowed)
    #expect(allowed.isUsable && allowed.findings.map(\.severity) == [.warning])
    #expect(allowed.findings[0].sentence == gross.findings[0].sentence)
    small.demand = [[65.0001], [60.0001], [55.0001]]
    #expect(try small.validation().findings == [])
  }

  @Test func listsInactiveSectors() throws {
    var small = SmallTable()
    small.flows = [[10, 0, 5], [0, 0, 0], [5, 0, 30]]
    small.demand = [[85], [0], [65]]
    // −0.0 is a zero.
    small.output = [100, -0.0, 100]
    small.valueAdded = [75, -0.0, 55]
    small.rows = [NamedRows(name: "imports", values: [10, 0, 10])]
    let validation = try small.validation()
    #expect(validation.inactiveSectors == [1])
    #expect(validation.findings.map(\.id) == ["zero-output-inactive"])
    #expect(validation.findings[0].severity == .note && validation.findings[0].sectors == [1])
    #expect(validation.findings[0].sentence == "1 sectors without output, inputs or uses are inactive: R/b at position 1")
  }

  /// Each contradiction alone: an input, a use, value added, a satellite.
  @Test(arguments: ["inputs of 1.0", "uses of 1.0", "value added of 1.0", "employment of 1.0", "inputs of 0.0"])
  func refusesZeroOutputThatIsContradicted(what: String) throws {
    var small = SmallTable()
    small.flows = [[10, 0, 5], [0, 0, 0], [5, 0, 30]]
    small.demand = [[85], [0], [65]]
    small.output = [100, 0, 100]
    small.valueAdded = [85, 0, 65]
    small.rows = [NamedRows(name: "employment", rowCount: 2, values: [1, 0, 1, 2, 0, 2])]
    switch what {
    case "inputs of 1.0": small.flows[0][1] = 1
    // Inputs that cancel are inputs.
    case "inputs of 0.0": (small.flows[0][1], small.flows[2][1]) = (1, -1)
    case "uses of 1.0": small.demand[1][0] = 1
    case "value added of 1.0": small.valueAdded?[1] = 1
    default: small.rows[0].values[4] = 1
    }
    let validation = try small.validation()
    let error = try #require(validation.findings.first)
    #expect(error.kind == .zeroOutputWithInputs && error.severity == .error && error.sectors == [1])
    #expect(error.sentence == "sector R/b at position 1 has no output but \(what)")
    #expect(validation.inactiveSectors == [])
  }

  /// Uses no larger than the row residuals that the rest of the table shows are rounding, larger ones are not.
  @Test(arguments: [(2.0, true), (2.5, false)])
  func tellsRoundingFromUses(uses: Double, isRounding: Bool) throws {
    var small = SmallTable()
    small.flows = [[10, 0, 5], [0, 0, 0], [5, 0, 30]]
    small.demand = [[87], [uses], [67]]
    small.output = [100, 0, 100]
    small.valueAdded = [75, 0, 55]
    small.rows = [NamedRows(name: "imports", values: [10, 0, 10])]
    let validation = try small.validation()
    #expect(validation.isUsable == isRounding)
    #expect(validation.findings(of: .zeroOutputRounding).count == (isRounding ? 1 : 0))
    #expect(validation.inactiveSectors == (isRounding ? [1] : []))
    // The sector has uses: it must not be listed among those that have none.
    #expect(validation.findings(of: .zeroOutputInactive) == [])
    guard isRounding else { return }
    #expect(
      validation.findings(of: .zeroOutputRounding)[0].sentence
        == "1 sectors without output have uses, the largest of 2.0 in R/b at position 1: no more than the median row residual "
        + "2.0 of the table, taken as rounding; these sectors count as inactive")
  }

  @Test func refusesNegativeOutputUnlessAllowed() throws {
    var small = SmallTable()
    small.flows = [[10, 20, 5], [15, 0, 25], [-5, 0, 0]]
    small.demand = [[65], [60], [4]]
    small.output = [100, 100, -1]
    small.valueAdded = [70, 75, -41]
    let refused = try small.validation()
    #expect(refused.findings[0].kind == .negativeOutput && !refused.isUsable)
    let allowed = try small.validation(.allowed)
    #expect(allowed.isUsable)
    #expect(
      allowed.findings(of: .negativeOutput)[0].sentence == "sector R/c at position 2 has output -1.0; this was allowed")
    let negatives = allowed.negatives
    #expect(negatives.transactions == 1 && negatives.finalDemand == 0 && negatives.output == 1 && negatives.valueAdded == 1)
  }

  @Test func flagsNegativesAndKeepsThem() throws {
    var small = SmallTable()
    small.flows = [[10, 20, 5], [15, -10, 35], [5, 10, 30]]
    small.demand = [[65], [60], [55]]
    small.valueAdded = [60, 75, 20]
    #expect(
      try small.validation().findings.map(\.description) == [
        "warning: Z has 1 negative elements, the lowest -10.0 in row R/b at position 1, column R/b at position 1: I − A is not an "
          + "M-matrix and some certificates do not hold"
      ])
    small.flows = [[120, 20, 5], [15, 0, 25], [5, 10, 30]]
    small.demand = [[-45], [60], [55]]
    small.valueAdded = [-50, 65, 30]
    #expect(
      try small.validation().findings.map(\.description) == [
        "warning: 1 sectors have negative value added, the lowest -50.0 in R/a at position 0",
        "warning: 1 columns of A sum to 1 or more, the largest 1.4 in R/a at position 0: the table is usable when the spectral "
          + "radius of A is below 1",
        "note: final demand has 1 negative elements, the lowest -45.0 of R/a at position 0 in R, all",
      ])
  }

  @Test func saysWhatItCannotCheck() throws {
    var small = SmallTable()
    small.valueAdded = nil
    small.rows = []
    let validation = try small.validation()
    #expect(validation.balance.column == nil)
    #expect(
      validation.findings.map(\.description) == [
        "note: there are no primary inputs: the column balance is not checked",
        "note: there is no value added: measures that need it cannot be computed",
      ])
    small.kind = .coefficients
    small.flows = [[0.1, 0.2, 0], [0, 0, 0.5], [0.3, 0.4, 0.5]]
    small.demand = []
    small.output = nil
    let coefficients = try small.validation()
    #expect(coefficients.balance.row == nil && coefficients.balance.column == nil)
    #expect(coefficients.findings.map(\.id) == ["column-sum-at-or-above-one", "not-checked", "value-added-missing"])
    #expect(coefficients.coefficientColumnSums?[2] == 1)
  }

  @Test func remarksOnTinyOutputAndValueAdded() throws {
    var small = SmallTable()
    small.flows = [[10, 0, 5], [0, 0, 0], [5, 0, 30]]
    small.demand = [[85], [1e-11], [65]]
    small.output = [100, 1e-11, 100]
    small.valueAdded = [0.01, 0, 0]
    small.rows = [NamedRows(name: "primary_inputs", values: [85, 1e-11, 65])]
    #expect(try small.validation().findings.map(\.id) == ["tiny-output", "value-added-small"])
  }

  /// The answer does not depend on how the matrices lie in memory.
  @Test func isTheSameForBothLayouts() throws {
    var small = SmallTable()
    small.flows = [[10, -20, 5], [-20, 0, .nan], [5, .infinity, 30]]
    small.demand = [[.nan], [60], [-.infinity]]
    let rows = try small.validation()
    small.layout = .columnMajor
    #expect(try small.validation() == rows)
    #expect(rows.findings.map(\.sectors) == [[1, 2], [0]])
    small.flows = [[10, -20, 5], [-20, 0, 7], [5, 1, 30]]
    small.demand = [[65], [60], [55]]
    let columns = try small.validation()
    small.layout = .rowMajor
    #expect(try small.validation() == columns)
    #expect(columns.findings(of: .negativeFlow)[0].sentence.contains("row R/a at position 0, column R/b"))
  }
}
