import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Closed forms of extraction against exact fractions of the extracted table, figures computed with NumPy, and identities.
@Suite struct ExtractionTests {
  private let n = 9
  private let demand = (0..<9).map { Double(($0 * 4) % 7 + 1) }

  /// The losses by solving the table without the sectors, exactly.
  private func brute(_ economy: Economy, _ sectors: [Int], _ variant: ExtractionVariant) throws -> [Double] {
    var demandWithout = demand
    if variant == .total { for sector in sectors { demandWithout[sector] = 0 } }
    let (before, after) = (economy.exact(demand), economy.extracted(sectors, variant).exact(demandWithout))
    return zip(try #require(before), try #require(after)).map { $0 - $1 }
  }

  @Test(arguments: TestEngines.all, ExtractionVariant.allCases)
  func sectorsAndSetsOfSectors(_ test: TestEngine, variant: ExtractionVariant) throws {
    let economy = try Economy(.coefficients(n, columnSum: 0.75, seed: 131))
    let system = try economy.prepare(test.engine)
    for sectors in [[], [0], [8], [3, 4, 5], [7, 1], Array(0..<9)] {
      let found = try Extraction(of: sectors, variant, demand: demand, in: system, on: test.engine)
      let exact = try brute(economy, sectors, variant)
      let scale = found.output.max() ?? 1
      // Observed: at most 2e-15 of the largest output.
      #expect(zip(found.losses, exact).allSatisfy { abs($0 - $1) <= 4 * Double(n) * .ulpOfOne * scale }, "\(sectors)")
      #expect(found.variant == variant && found.sectors == sectors)
      let weights = (0..<n).map { Double($0) / 16 }
      let weighted = zip(exact, weights).map { $0 * $1 }.reduce(0, +)
      #expect(abs(found.loss(weights: weights) - weighted) <= 4 * Double(n) * .ulpOfOne * scale)
      #expect(found.losses.allSatisfy { $0 >= -Double(n) * .ulpOfOne * scale })
      // Known output saves a solve and changes nothing beyond rounding.
      let known = try Extraction(
        of: sectors, variant, demand: demand, output: found.output, in: system, on: test.engine)
      #expect(known == found)
    }
  }

  private func inverse(_ economy: Economy, _ engine: Engine) throws -> Solution {
    try DenseLUSolver().factorize(economy.coefficients, on: engine).inverse()
  }

  @Test(arguments: TestEngines.all) func allSectorsAtOnce(_ test: TestEngine) throws {
    let economy = try Economy(.coefficients(n, columnSum: 0.75, seed: 132))
    let inverse = try inverse(economy, test.engine)
    let weights = (0..<n).map { Double($0 % 3 + 1) / 4 }
    for w in [nil, weights] {
      let all = ExtractionLosses(inverse: inverse.values.view, demand: demand, weights: w)
      for variant in ExtractionVariant.allCases {
        let exact = try (0..<n).map { k in
          zip(try brute(economy, [k], variant), w ?? [Double](repeating: 1, count: n)).map { $0 * $1 }.reduce(0, +)
        }
        #expect(relativeDifference(all.losses(variant), exact) <= 4 * Double(n) * .ulpOfOne)
      }
      let (total, backward, forward) = (all.losses(.total), all.losses(.backward), all.losses(.forward))
      #expect(zip(total, backward).allSatisfy { $0 >= $1 } && zip(total, forward).allSatisfy { $0 >= $1 })
    }
  }

  /// Purchases from others alone: the diagonal coefficient stays.
  @Test(arguments: TestEngines.all) func ownUseKept(_ test: TestEngine) throws {
    let economy = try Economy(.coefficients(n, columnSum: 0.75, seed: 133))
    let inverse = try inverse(economy, test.engine)
    let found = ExtractionLosses(inverse: inverse.values.view, demand: demand)
      .lossesKeepingOwnUse(coefficients: (0..<n).map { economy.rows[$0][$0] })
    let before = try #require(economy.exact(demand)).reduce(0, +)
    let exact = try (0..<n).map { k in
      before - (try #require(economy.extracted([k], .backward, keeping: true).exact(demand))).reduce(0, +)
    }
    // A difference of sums: relative to the sum.
    #expect(zip(found, exact).allSatisfy { abs($0 - $1) <= 4 * Double(n) * .ulpOfOne * before })
  }

  @Test(arguments: TestEngines.all) func anInactiveSectorLosesNothing(_ test: TestEngine) throws {
    let economy = try Economy([[0.25, 0, 0.25], [0, 0, 0], [0.25, 0, 0.25]])
    let system = try economy.prepare(test.engine)
    for variant in ExtractionVariant.allCases {
      let found = try Extraction(of: [1], variant, demand: [1, 0, 2], in: system, on: test.engine)
      #expect(found.losses == [0, 0, 0])
    }
  }

  @Test func refusals() throws {
    let economy = try Economy(.coefficients(n, columnSum: 0.5, seed: 134))
    let system = try economy.prepare(TestEngines.swift)
    func refusal(_ sectors: [Int], _ demand: [Double], _ output: [Double]? = nil) -> UpdateError? {
      do {
        _ = try Extraction(of: sectors, .total, demand: demand, output: output, in: system, on: TestEngines.swift)
        return nil
      } catch {
        guard case .update(let reason) = error else { return nil }
        return reason
      }
    }
    #expect(refusal([9], demand) == .sectorOutOfRange(index: 9, sectors: 9))
    #expect(refusal([1, 2, 1], demand) == .sectorsRepeated(sector: economy.sectors[1]))
    #expect(refusal([1], [1]) == .vectorShape(name: "final demand", expected: 9, found: 1))
    #expect(refusal([1], demand, [1]) == .vectorShape(name: "output", expected: 9, found: 1))
    var bad = demand
    bad[4] = .nan
    #expect(refusal([1], bad) == .vectorNotFinite(name: "final demand", sector: economy.sectors[4]))
    #expect(refusal([1], demand, bad)?.description == "output of sector R0/s4 is not finite")
  }

  /// Germany 1995 with the digital parts of manufacturing (5 %), trade (10 %) and business services (20 %) as one sector.
  /// The figures were computed with NumPy from tables without the sector.
  @Test(arguments: TestEngines.all) func workedExample(_ test: TestEngine) throws {
    let table = try DigitalGermany()
    let system = try DenseLUSolver().prepare(
      CoefficientMatrix(codes: table.codes, rows: table.coefficients, on: test.engine), on: test.engine)
    func loss(_ variant: ExtractionVariant, _ weights: [Double]? = nil) throws -> Double {
      try Extraction(of: [0], variant, demand: table.demand, in: system, on: test.engine).loss(weights: weights)
    }
    // Observed: at most 1e-14 of losses that are differences of outputs five times as large.
    #expect(relativeDifference(try loss(.backward), 148896.16700435942) < 1e-13)
    #expect(relativeDifference(try loss(.total), 376812.87470654165) < 1e-13)
    #expect(relativeDifference(try loss(.total, table.valueAdded), 203041.76392120705) < 1e-13)
    let inverse = try DenseLUSolver().factorize(
      CoefficientMatrix(codes: table.codes, rows: table.coefficients, on: test.engine), on: test.engine
    ).inverse()
    let all = ExtractionLosses(inverse: inverse.values.view, demand: table.demand)
    #expect(relativeDifference(all.losses(.backward)[0], 148896.16700435942) < 1e-14)
    #expect(relativeDifference(all.losses(.total)[0], 376812.87470654165) < 1e-14)
    #expect(relativeDifference(all.forwardGhoshLosses(inverse: inverse.values.view)[0], 204604.81014174083) < 1e-14)
  }
}

/// The aggregated table of the worked example: DIGITAL first, then what is left of the six sectors.
struct DigitalGermany {
  let codes = ["DIGITAL", "agr", "man_N", "con", "trd_N", "bus_N", "oth"]
  private(set) var coefficients: [[Double]] = []
  private(set) var demand: [Double] = []
  private(set) var output: [Double] = []
  /// v, per unit of output.
  private(set) var valueAdded: [Double] = []

  init() throws {
    let table = try ReferenceTables.germany1995()
    let digital = [0, 0.05, 0, 0.10, 0.20, 0]
    // Shares of the six sectors in the seven.
    let shares = [digital] + (0..<6).map { k in (0..<6).map { $0 == k ? 1 - digital[k] : 0 } }
    func mixed(_ values: [Double]) -> [Double] { shares.map { row in zip(row, values).map { $0 * $1 }.reduce(0, +) } }
    output = mixed(table.output ?? [])
    let valueAdded = mixed(table.valueAdded ?? [])
    var totals: [Double] = []
    for i in 0..<6 { totals.append((0..<5).map { table.finalDemand[i, $0] }.reduce(0, +)) }
    demand = mixed(totals)
    var flows = [[Double]](repeating: [Double](repeating: 0, count: 7), count: 7)
    for (p, row) in shares.enumerated() {
      for (q, column) in shares.enumerated() {
        for i in 0..<6 { for j in 0..<6 { flows[p][q] += row[i] * table.transactions[i, j] * column[j] } }
      }
    }
    coefficients = flows.map { row in row.indices.map { row[$0] / output[$0] } }
    self.valueAdded = valueAdded.indices.map { valueAdded[$0] / output[$0] }
  }
}
