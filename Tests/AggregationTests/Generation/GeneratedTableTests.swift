import Aggregation
import Kernels
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// What a generated table shares with its source.
@Suite struct GeneratedTableTests {
  /// Tables of one and of several regions, with negative final demand and a column of A above one.
  enum Source: CaseIterable {
    case millerBlair, germany, multiRegional

    func table() throws -> InputOutputTable {
      switch self {
      case .millerBlair: try ReferenceTables.millerBlair()
      case .germany: try ReferenceTables.germany1995()
      case .multiRegional: try ReferenceTables.smallMultiRegional()
      }
    }
  }

  static let generators = [
    TableGenerator(.subregions(7), seed: 3), TableGenerator(.sectors(41), seed: 4, noise: 1, homeBias: 0.99),
    TableGenerator(.sectors(26), seed: 5, noise: 0, homeBias: 0), TableGenerator(.subregions(2), seed: 6, noise: 1, homeBias: 0),
    TableGenerator(.subregions(1)),
  ]

  @Test(arguments: Source.allCases, generators) func addingUpGivesTheSource(_ source: Source, _ generator: TableGenerator) throws
  {
    let pair = try GeneratedTable(source.table(), generator)
    let (n, old) = (pair.table.sectorCount, pair.source.sectorCount)
    #expect(pair.parents.allSatisfy { $0 >= 0 } && Set(pair.parents).count == old)
    // A cell is a product of six rounded factors, and shares of n/old parts sum to one within that many roundings. Observed:
    // 4 eps.
    let tolerance = Double(8 + n / old) * Double.ulpOfOne
    let merged = pair.merged()
    for i in 0..<old {
      for j in 0..<old { #expect(relativeDifference(merged[i][j], pair.source.transactions[i, j]) <= tolerance) }
      for c in 0..<pair.source.demand.count {
        let demand = pair.merged((0..<n).map { pair.table.finalDemand[$0, c] })
        #expect(relativeDifference(demand[i], pair.source.finalDemand[i, c]) <= tolerance)
      }
    }
    #expect(relativeDifference(pair.merged(pair.table.output ?? []), pair.source.output ?? []) <= tolerance)
    #expect(relativeDifference(pair.merged(pair.table.valueAdded ?? []), pair.source.valueAdded ?? []) <= tolerance)
    for (rows, before) in zip(pair.table.rows, pair.source.rows) {
      #expect(rows.name == before.name && relativeDifference(pair.merged(rows.values), before.values) <= tolerance)
    }
  }

  @Test(arguments: Source.allCases, generators) func balances(_ source: Source, _ generator: TableGenerator) throws {
    let pair = try GeneratedTable(source.table(), generator)
    let balance = TableValidation(of: pair.table).balance
    let before = TableValidation(of: pair.source).balance
    // Residuals of the source go on in proportion; sums of n rounded terms add to them. Observed: 4 eps.
    let rounding = Double(pair.table.sectorCount) * Double.ulpOfOne
    let (row, column) = (try #require(balance.row), try #require(balance.column))
    #expect(row.maximumRelative <= (before.row?.maximumRelative ?? 0) * (1 + 1e-9) + rounding)
    #expect(column.maximumRelative <= (before.column?.maximumRelative ?? 0) * (1 + 1e-9) + rounding)
    #expect(
      (0..<pair.table.sectorCount).allSatisfy { i in
        (0..<pair.table.sectorCount).allSatisfy { pair.table.transactions[i, $0] >= 0 }
      })
  }

  /// P A' = A P, what keeps spectrum and multipliers.
  @Test(arguments: Source.allCases, generators) func columnsBuyTheParentsInputs(_ source: Source, _ generator: TableGenerator)
    throws
  {
    let pair = try GeneratedTable(source.table(), generator)
    let (before, after) = (pair.source.coefficients(), pair.table.coefficients())
    let tolerance = Double(8 + pair.table.sectorCount / pair.source.sectorCount) * Double.ulpOfOne
    for j in pair.parents.indices {
      let column = pair.merged(after.map { $0[j] })
      for i in before.indices { #expect(relativeDifference(column[i], before[i][pair.parents[j]]) <= tolerance) }
    }
  }

  @Test(arguments: Source.allCases, generators) func spectralRadius(_ source: Source, _ generator: TableGenerator) throws {
    let pair = try GeneratedTable(source.table(), generator)
    let (before, after) = (pair.source.coefficients().spectralRadius(), pair.table.coefficients().spectralRadius())
    // The iteration settles to about ten roundings. Observed: 2 eps of A + I.
    #expect(abs(after - before) <= 32 * Double.ulpOfOne, "\(before) \(after)")
    #expect(before > 0.2)
  }

  /// Without noise and bias the table is S Z Sᵀ for the splitter S of the shares, and shares are those of output.
  @Test func withoutNoiseItIsProportional() throws {
    let pair = try GeneratedTable(ReferenceTables.germany1995(), TableGenerator(.subregions(5), noise: 0, homeBias: 0))
    let output = pair.table.output ?? []
    let before = pair.source.output ?? []
    let shares = pair.parents.indices.map { output[$0] / before[pair.parents[$0]] }
    for i in pair.parents.indices {
      // All sectors of a sub-region have its size.
      #expect(relativeDifference(shares[i], shares[i / 6 * 6]) <= 4 * Double.ulpOfOne)
      for j in pair.parents.indices {
        let expected = pair.source.transactions[pair.parents[i], pair.parents[j]] * shares[i] * shares[j]
        #expect(relativeDifference(pair.table.transactions[i, j], expected) <= 8 * Double.ulpOfOne)
      }
    }
  }

  @Test func homeBiasKeepsTradeAtHome() throws {
    func atHome(_ bias: Double) throws -> Double {
      let pair = try GeneratedTable(ReferenceTables.germany1995(), TableGenerator(.subregions(20), homeBias: bias))
      var (own, all) = (0.0, 0.0)
      for i in pair.parents.indices {
        for j in pair.parents.indices {
          all += pair.table.transactions[i, j]
          if pair.table.sectors[i].region == pair.table.sectors[j].region { own += pair.table.transactions[i, j] }
        }
      }
      return own / all
    }
    // Without bias the own part is Σ s² of twenty lognormal shares; with it at least h Σ min(s_i, s_j).
    #expect(try atHome(0) < 0.2)
    let biased = try atHome(0.8)
    #expect(biased > 0.7 && biased < 0.9)
    #expect(try atHome(0.99) > 0.85)
  }

  /// A block that is not noisy has rank one; the noise of `--noise 1` reaches most cells by a tenth and more.
  @Test func noiseMovesTradeBetweenRegions() throws {
    func spread(_ noise: Double) throws -> Double {
      let pair = try GeneratedTable(ReferenceTables.smallMultiRegional(), TableGenerator(.subregions(8), noise: noise))
      let (output, before) = (pair.table.output ?? [], pair.source.output ?? [])
      var changes: [Double] = []
      for i in 0..<24 {
        for j in 24..<48 where pair.table.transactions[i, j] != 0 {
          let (p, q) = (pair.parents[i], pair.parents[j])
          let proportional = pair.source.transactions[p, q] * (output[i] / before[p]) * (output[j] / before[q])
          changes.append(abs(pair.table.transactions[i, j] / proportional - 1))
        }
      }
      return changes.sorted()[changes.count / 2]
    }
    #expect(try spread(0) <= 4 * Double.ulpOfOne)
    let (weak, strong) = (try spread(0.2), try spread(1))
    #expect(weak > 0.02 && weak < 0.2)
    #expect(strong > 0.1 && strong < 1)
  }

  @Test func satellitesLabelsAndHistoryTravel() throws {
    let pair = try GeneratedTable(ReferenceTables.germany1995(), TableGenerator(.sectors(20), seed: 9))
    let employment = pair.table.rows(named: "employment")?.values ?? []
    // Persons per unit of output stay the parent's.
    let (output, before) = (pair.table.output ?? [], pair.source.output ?? [])
    let persons = pair.source.rows(named: "employment")?.values ?? []
    for (q, parent) in pair.parents.enumerated() {
      #expect(relativeDifference(employment[q] / output[q], persons[parent] / before[parent]) <= 4 * Double.ulpOfOne)
    }
    #expect(
      pair.table.metadata.history == [
        "generated 20 sectors from 6 by splitting regions, seed 9, noise 0.2, home bias 0.8"
      ])
    #expect(pair.table.metadata.id == "germany_1995-20")
    #expect(pair.table.demand == pair.source.demand)
  }
}

/// Real tables, with zeros, rounding and sectors without output.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct GeneratedSharedTableTests {
  @Test(arguments: ["wiodlr_2000", "wiod2013nat_IND_2011", "adb_IDN_2019", "exvatools_iciotest", "china_digital_2010"])
  func propertiesOfRealTables(_ id: String) throws {
    let source = try ReaderRegistry.standard.read(SharedTables.table(id)).takeTable()
    let before = TableValidation(of: source)
    let n = source.sectorCount < 100 ? 5 * source.sectorCount + 3 : source.sectorCount + 29
    let pair = try GeneratedTable(source, TableGenerator(.sectors(n), seed: 11))
    #expect(pair.table.sectorCount == n)
    let merged = pair.merged()
    var worst = 0.0
    for i in merged.indices {
      for j in merged.indices { worst = max(worst, relativeDifference(merged[i][j], pair.source.transactions[i, j])) }
    }
    // Observed: 5 eps.
    #expect(worst <= 24 * Double.ulpOfOne, "\(worst / Double.ulpOfOne) eps")
    let after = TableValidation(of: pair.table)
    #expect(after.isUsable)
    let rounding = Double(n) * Double.ulpOfOne
    #expect((after.balance.row?.totalRelative ?? 0) <= (before.balance.row?.totalRelative ?? 0) * (1 + 1e-9) + rounding)
    #expect((after.balance.column?.totalRelative ?? 0) <= (before.balance.column?.totalRelative ?? 0) * (1 + 1e-9) + rounding)
    #expect(after.negatives.transactions == 0 || before.negatives.transactions > 0)
    // 200 steps settle the radii of 627 rows to some 1e-9, and both alike.
    guard n < 400, before.negatives.transactions == 0 else { return }
    let radii = (pair.source.coefficients().spectralRadius(), pair.table.coefficients().spectralRadius())
    #expect(abs(radii.0 - radii.1) <= 64 * Double.ulpOfOne, "\(radii)")
  }
}
