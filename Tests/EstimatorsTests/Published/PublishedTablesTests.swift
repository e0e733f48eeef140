import Aggregation
import Estimators
import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Figures of small published tables that no other suite asserts. By source, all others:
///
/// - RBI (2022): rates, the ratio 2.4, the deflator and price effects in GrowthTests; jobs in JobsTests; workforces, shares of
///   workers and the dependent economy here.
/// - Miller and Blair, chapter 2: PublishedInverseTests, LinkageTests, GhoshSystemTests; labour and the whole of G here. Table
///   2.7: here.
///   Table 5.3: SupplyUseTransformationTests. Section 7.4.2 and Quilis: BalancerTests. Chapter 13: DecompositionTests.
/// - Germany 1995: PublishedInverseTests, PublishedMultipliersTests, LinkageTests, GhoshSystemTests; I − A here.
/// - The toy of prices: TrendTests. Leather: ManufacturingTests, PublishedExportsTests. exvatools: PublishedExportsTests,
///   ManufacturingTests; its sums in SharedPublishedTests.
/// - The worked example: WorkedExampleTests, ShareStudyTests, PublishedMultipliersTests, ExtractionEstimatorTests; its tables
///   here.
/// - Kitzes: FootprintTests, L and E here. pymrio's six sectors: PublishedInverseTests.
/// - WIOD: ManufacturingTests; multipliers and whole tables in SharedPublishedTests, but for the world table of 2000, which is
///   not among the shared tables.
@Suite struct PublishedTablesTests {
  private func close(_ found: [Double], _ expected: [Double], _ digits: Double, _ location: SourceLocation = #_sourceLocation) {
    #expect(found.count == expected.count, sourceLocation: location)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= digits }, "\(found)", sourceLocation: location)
  }

  /// Gajbhiye and Arora (2022): the workforce and the population behind their jobs; core and disrupted shares add up.
  @Test func theReserveBanksArithmetic() throws {
    func force(_ jobs: Double, _ shares: [Double]) throws -> LabourForce {
      let population = jobs / shares.reduce(0, +) / 0.382
      let cell = "{population: \(population), worker_population_ratio: 0.382}"
      let groups = shares.enumerated().map { "{name: g\($0), share: \($1)}" }.joined(separator: ", ")
      return try #require(
        try JobsFile(text: "labour_force:\n  cells: [\(cell)]\n  groups: [\(groups)]", path: "jobs.yaml").labourForce)
    }
    let (core, both) = (try force(4.9e6, [0.0092]), try force(62.4e6, [0.116]))
    close([core.workers, both.workers], [532.6e6, 537.9e6], 0.5e5)
    #expect((core.workers / 0.382 / 1e6).rounded() == 1394)
    // .92 and 10.7 % of workers are 11.62 %, 11.6 % as printed.
    let parts = try force(62.4e6, [0.0092, 0.107])
    let share = parts.groups.map { parts.total($0) }.reduce(0, +) / parts.workers
    close([share], [0.1162], 1e-15)
    #expect((share * 1000).rounded() == 116)
  }

  /// Gajbhiye and Arora (2022): 22.4 % of value added of 2.62 trillion is .587 trillion, .6 as printed.
  @Test func theReserveBanksDependentEconomy() throws {
    let valueAdded = [0.224 * 2.62, 0.776 * 2.62]
    let table = try ReferenceTables.table(
      codes: ["d", "o"], flows: [[0, 0], [0, 0]], demand: valueAdded.map { [$0] }, output: valueAdded, valueAdded: valueAdded)
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, study: StudyFile(text: "digital: {d: [d]}", path: "s.yaml"))
    close([result.terms.total, try #require(result.share)], [0.587, 0.224], 1.3e-4)
    #expect((result.terms.total * 10).rounded() == 6)
  }

  /// Miller and Blair, chapter 2: what another demand takes of labour, .3 and .25 of a unit of output.
  @Test(arguments: TestEngines.all) func labour(_ test: TestEngine) throws {
    var table = try ReferenceTables.millerBlair()
    (table.finalDemand[0, 0], table.finalDemand[1, 0]) = (600, 1500)
    table.valueAdded = [300, 500]
    let economy = try Economy(table, rightHandSides: 2, EstimationSettings(engine: test.engine))
    let labour = try ValueAddedFlows(economy).rows([0, 1]).map { $0.reduce(0, +) }
    close(labour, [374.257, 460.396], 5.1e-4)
    // The book has 374.25 and 460.4.
    close(labour, [374.25, 460.4], 0.01)
    close(try economy.contents(of: [[1, 1]])[0], [1.51815182, 1.45214521], 5.1e-9)
  }

  /// Miller and Blair, chapter 2: allocation coefficients, Ghosh's inverse, and the output that primary inputs of 650 and 1,400
  /// sell for.
  @Test(arguments: TestEngines.all) func ghosh(_ test: TestEngine) throws {
    let table = try ReferenceTables.millerBlair()
    let system = try DenseLUSolver().prepare(CoefficientMatrix(table, on: test.engine), on: test.engine)
    let ghosh = try GhoshSystem(system, output: [1000, 2000], on: test.engine)
    let units: [[Double]] = [[1, 0], [0, 1]]
    let columns = try units.map { try ghosh.solve($0).vector }
    close(columns.flatMap(\.self), [1.25412541, 0.1320132, 0.66006601, 1.12211221], 5.1e-9)
    close((0..<2).map { columns[0][$0] + columns[1][$0] }, [1.91419142, 1.25412541], 5.1e-9)
    close(try ghosh.solve([650, 1400], orientation: .transposed).vector, [1000, 2000], 1e-9)
    let allocation = try units.map { try ghosh.coefficients.product(.output, $0, on: test.engine) }
    close(allocation.flatMap(\.self), [0.15, 0.1, 0.5, 0.05], 1e-15)
  }

  /// Miller and Blair, table 2.7: the United States of 2003 in seven sectors.
  @Test(arguments: TestEngines.all) func sevenSectors(_ test: TestEngine) throws {
    let a: [[Double]] = [
      [0.2008, 0, 0.0011, 0.0338, 0.0001, 0.0018, 0.0009], [0.0010, 0.0658, 0.0035, 0.0219, 0.0151, 0.0001, 0.0026],
      [0.0034, 0.0002, 0.0012, 0.0021, 0.0035, 0.0071, 0.0214], [0.1247, 0.0684, 0.1801, 0.2319, 0.0339, 0.0414, 0.0726],
      [0.0855, 0.0529, 0.0914, 0.0952, 0.0645, 0.0315, 0.0528], [0.0897, 0.1668, 0.1332, 0.1255, 0.1647, 0.2712, 0.1873],
      [0.0093, 0.0129, 0.0095, 0.0197, 0.0190, 0.0184, 0.0228],
    ]
    let matrix = try CoefficientMatrix(codes: (1...7).map(String.init), rows: a, on: test.engine)
    let system = try DenseLUSolver().prepare(matrix, on: test.engine)
    let output = try system.solve([1.2, 0, 0, 6.8, 0, 0, 0]).vector
    close(output, [1.904696, 0.243680, 0.052750, 9.399795, 1.241732, 2.270619, 0.278251], 5.1e-7)
    let sums = try system.solve([Double](repeating: 1, count: 7), orientation: .transposed).vector
    close(sums, [1.919031, 1.605070, 1.721691, 1.924807, 1.486782, 1.607812, 1.598578], 5.1e-7)
  }

  /// The Manual's table 15.4: I − A of Germany 1995, its value added, final demand, and rows that balance exactly.
  @Test(arguments: TestEngines.all) func germanysLeontiefMatrix(_ test: TestEngine) throws {
    let table = try ReferenceTables.germany1995()
    let economy = try Economy(table, rightHandSides: 1, EstimationSettings(engine: test.engine))
    let columns = try (0..<3).map { k in try economy.product((0..<6).map { $0 == k ? 1 : 0 }) }
    close([1 - columns[0][0], 1 - columns[1][1], 1 - columns[2][2], -columns[2][1]], [0.9742, 0.7178, 0.9842, -0.2613], 5.1e-5)
    #expect(economy.valueAdded?.reduce(0, +) == 1_624_160)
    #expect(economy.finalDemand == [15219, 619_342, 196_063, 343_355, 268_554, 442_280])
    close(try economy.output(meeting: economy.finalDemand ?? []), table.output ?? [], 1e-8)
  }

  /// Kitzes (2013): L, and E = (q/x)^ L ŷ by producer and consumer.
  @Test(arguments: TestEngines.all) func kitzes(_ test: TestEngine) throws {
    let table = try ReferenceTables.table(
      codes: ["1", "2"], flows: [[8, 5], [4, 2]], demand: [[3], [6]], output: [16, 12], valueAdded: [8, 4])
    let economy = try Economy(table, rightHandSides: 4, EstimationSettings(engine: test.engine))
    close(try economy.inverseColumns([0, 1]).flatMap(\.self), [2.666667, 0.8, 1.333333, 1.6], 5.1e-7)
    let flows = try ValueAddedFlows(economy).rows([0, 1])
    close(flows.flatMap(\.self), [4, 4, 0.8, 3.2], 1e-14)
    close(flows.map { $0.reduce(0, +) }, [8, 4], 1e-14)
  }

  /// The worked example's split and merged tables, and what the merge of the others, too, makes of the digital economy.
  @Test(arguments: TestEngines.all) func theWorkedExamplesTables(_ test: TestEngine) throws {
    let file = try StudyFile(text: WorkedExampleTests.study, path: "study.yaml")
    let table = try ReferenceTables.germany1995()
    let split = try table.transformed(by: file.splitter(of: table.sectors), note: "", on: test.engine)
    let order = ["agr", "man_D", "man_N", "con", "trd_D", "trd_N", "bus_D", "bus_N", "oth"]
    #expect(split.sectors.labels.map(\.code) == order)
    let x = [43910, 53972.3, 1025473.7, 245606, 54006.3, 486056.7, 138497.4, 553989.6, 508918]
    close(split.output ?? [], x, 1e-9)
    let label = SectorLabel(region: "DEU", code: "D", name: "")
    let merger = try Aggregator.merging([1, 4, 6], into: label, of: split.sectors)
    let merged = try split.transformed(by: merger, note: "", on: test.engine)
    close(merged.output ?? [], [246476, 43910, 1025473.7, 245606, 486056.7, 553989.6, 508918], 1e-9)
    close(merged.valueAdded ?? [], [133977, 21664, 375270.9, 115624, 280266.3, 332340.8, 365017], 1e-9)
    close(merged.totalFinalDemand, [119013.4, 15219, 588374.9, 196063, 309019.5, 214843.2, 442280], 1e-9)
    let settings = EstimationSettings(engine: test.engine)
    let entries = order.map { ConcordanceEntry(from: $0, to: $0.hasSuffix("_D") ? "D" : "N") }
    let two = try split.transformed(by: Aggregator.mapping(entries, of: split.sectors), note: "", on: test.engine)
    let estimate = try DigitalEconomyEstimator(settings).estimate(
      two, study: StudyFile(text: "digital: {d: [D]}", path: "s.yaml"))
    #expect(relativeDifference(estimate.terms.total, 169385.8409293915) < 1e-14)
    let apart = try DigitalEconomyEstimator(settings).estimate(table, study: file)
    #expect(relativeDifference(apart.subsectors.map(\.terms.doubleCounted).reduce(0, +), 66607.01695018077) < 1e-14)
  }
}
