import Aggregation
import Estimators
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// Years, deflation and growth.
@Suite struct TrendTests {
  /// Miller and Blair (2009), chapter 13: the tables of the two years.
  private static func table(_ year: Int, unit: String = "money, current prices") throws -> InputOutputTable {
    let flows: [[Double]] =
      year == 0 ? [[10, 20, 25], [15, 5, 30], [30, 40, 5]] : [[12, 15, 35], [24, 11, 30], [36, 50, 8]]
    let output: [Double] = year == 0 ? [100, 80, 100] : [112, 100, 120]
    let demand: [[Double]] = year == 0 ? [[45], [30], [25]] : [[50], [35], [26]]
    var table = try ReferenceTables.table(
      codes: ["a", "b", "c"], flows: flows, demand: demand, output: output,
      valueAdded: (0..<3).map { j in output[j] - flows.map { $0[j] }.reduce(0, +) })
    table.metadata.unit = unit
    return table
  }

  private static let study = """
    title: toy
    digital: {third: [c]}
    years:
      - {year: 2000, table: t0}
      - {year: 2001, table: t1}
    deflators: {file: p.csv, base_year: 2000, value_added: double}
    """

  private func estimate(
    _ engine: Engine, _ text: String = Self.study, second: String = "money, current prices",
    deflators: [String: Double] = ["a": 1.10, "b": 1.05, "c": 0.90]
  ) throws -> Trend {
    try TrendEstimator(EstimationSettings(engine: engine)).estimate(
      TrendFile(text: text, path: "s.yaml"),
      table: { try Self.table($0.table == "t0" ? 0 : 1, unit: $0.table == "t0" ? "money, current prices" : second) },
      deflator: { $1 == 2000 ? 1 : deflators[$0.code] }, rate: { $0 == 2000 ? 2 : 4 })
  }

  /// NumPy from the formulas: growth, volume and price effect of the third sector, double deflation.
  @Test(arguments: TestEngines.all) func priceEffect(_ test: TestEngine) throws {
    let trend = try estimate(test.engine)
    let (first, last) = (trend.years[0], trend.years[1])
    // The figures have ten to twelve digits. Observed: 3e-12.
    #expect(relativeDifference(first.current.terms.total, 49.4765342960) < 1e-11)
    #expect(relativeDifference(last.current.terms.total, 56.5949948125) < 1e-11)
    #expect(relativeDifference(try #require(last.current.share), 0.509864818130) < 1e-11)
    let real = try #require(last.constant)
    #expect(relativeDifference(real.terms.total, 70.5858530510) < 1e-11)
    #expect(relativeDifference(real.grossValueAdded, 107.6767676768) < 1e-11)
    #expect(relativeDifference(try #require(real.share), 0.655534657791) < 1e-11)
    let span = try #require(trend.spans.first)
    #expect(trend.spans.count == 1)
    #expect(relativeDifference(try #require(span.value), 0.1438754880) < 1e-9)
    #expect(relativeDifference(try #require(span.volume), 0.4266531408) < 1e-9)
    #expect(relativeDifference(try #require(span.priceEffect), -0.1982105143) < 1e-9)
    #expect(relativeDifference(try #require(span.deflator), -0.1982105143) < 1e-9)
    #expect(relativeDifference(try #require(last.priceEffect), 0.509864818130 - 0.655534657791) < 1e-9)
    #expect(trend.years[0].constant?.terms == first.current.terms)
  }

  /// Output multipliers of both years at both prices, by elimination in fractions; what is not deflated has none at constant
  /// prices.
  @Test(arguments: TestEngines.all) func multipliers(_ test: TestEngine) throws {
    let trend = try estimate(test.engine)
    func columnSum(_ a: [[Double]]) throws -> Double {
      let inverse = try #require(LeontiefOracle(coefficients: a).solve([[1], [1], [1]], isTransposed: true))
      return inverse[2][0].high
    }
    let p = [1.10, 1.05, 0.90]
    for (k, year) in trend.years.enumerated() {
      let a = try Self.table(k).coefficientRows
      let multipliers = try #require(year.multipliers)
      #expect(multipliers.sectors.map(\.sector.code) == ["c"])
      #expect(relativeDifference(multipliers.sectors[0].multiplier, try columnSum(a)) < 1e-14)
      let constant = try #require(year.constantMultipliers)
      let real = k == 0 ? a : a.indices.map { i in a.indices.map { a[i][$0] * p[$0] / p[i] } }
      #expect(relativeDifference(constant.sectors[0].multiplier, try columnSum(real)) < 1e-14)
      #expect(constant.groups.map(\.weight) == GroupMultiplier.Weight.allCases)
      // One digital sector: its own by every weight but that of the table of two.
      #expect(constant.groups.prefix(3).allSatisfy { abs(($0.digital ?? 0) - constant.sectors[0].multiplier) < 1e-14 })
    }
    let table = try #require(trend.presentation.tables.first { $0.name == "multipliers" })
    #expect(table.columns.map(\.name) == ["prices", "of", "weight", "y2000", "y2001"])
    #expect(table.rows.count == 2 * (1 + 4 + 3))
    let constant = try #require(trend.years[1].constantMultipliers).sectors[0].multiplier
    #expect(table.rows[8][0] == .text("constant, of 2000") && table.rows[8][4] == .number(constant))
    let plain = try estimate(TestEngines.swift, Self.study.replacing("table: t1}", with: "table: t1, constant_prices: false}"))
    #expect(plain.years[1].constantMultipliers == nil && plain.years[1].multipliers == trend.years[1].multipliers)
    #expect(plain.presentation.tables.first { $0.name == "multipliers" }?.rows.count == 8)
  }

  /// Tables of total flows have no multipliers of the domestic economy.
  @Test func totalFlowsHaveNoMultipliers() throws {
    let trend = try years { _, metadata in metadata.flowKind = .total }
    #expect(trend.years.allSatisfy { $0.multipliers == nil })
    #expect(!trend.presentation.tables.contains { $0.name == "multipliers" })
  }

  /// A table that says of which year it is stands under that year.
  @Test func aTableOfAnotherYear() throws {
    let error = #expect(throws: EstimationError.self) {
      try years { name, metadata in metadata.year = name == "t1" ? "1999" : "" }
    }
    #expect(error?.description == "s.yaml: line 4: the table of 2001, t1, is of 1999")
    #expect(try years { name, metadata in metadata.year = "200\(name.dropFirst())-10" }.years.count == 3)
  }

  /// Units of the deflators' currency double their price: what costs the same abroad costs half in the base year's money.
  @Test func exchangeRatesConvertDeflators() throws {
    let text = Self.study.replacing("value_added: double", with: "value_added: single, exchange_rates: e.csv")
    let plain = try estimate(TestEngines.swift, Self.study.replacing("double", with: "single"))
    let converted = try estimate(TestEngines.swift, text)
    let (before, after) = (try #require(plain.years[1].constant), try #require(converted.years[1].constant))
    #expect(relativeDifference(after.grossValueAdded, 2 * before.grossValueAdded) < 1e-15)
    #expect(relativeDifference(after.terms.total, 2 * before.terms.total) < 1e-14)
    #expect(relativeDifference(try #require(after.share), try #require(before.share)) < 1e-14)
  }

  @Test func aYearMayStayAtCurrentPrices() throws {
    let text = Self.study.replacing("table: t1}", with: "table: t1, constant_prices: false}")
    let trend = try estimate(TestEngines.swift, text, deflators: [:])
    #expect(trend.years[1].constant == nil && trend.spans[0].volume == nil && trend.spans[0].value != nil)
  }

  @Test(arguments: [
    ("money, current prices", [:] as [String: Double], "s.yaml: line 5: p.csv has no deflator above zero of R/a for 2001"),
    ("money, current prices", ["a": 1, "b": 0, "c": 1], "s.yaml: line 5: p.csv has no deflator above zero of R/b for 2001"),
    ("other money", ["a": 1, "b": 1, "c": 1], "s.yaml: line 5: the unit of t1 is 'other money', that of the years before"),
  ])
  func yearsThatDoNotFit(_ unit: String, _ deflators: [String: Double], _ beginning: String) {
    let error = #expect(throws: EstimationError.self) {
      try estimate(TestEngines.swift, second: unit, deflators: deflators)
    }
    #expect(error?.description.hasPrefix(beginning) == true, "\(String(describing: error))")
  }

  @Test func currenciesMustAgreeAndNotesAreKept() throws {
    func estimate(_ currency: String) throws -> Trend {
      let text = "\(Self.study)\nnotes: [a reservation]\n"
      return try TrendEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(
        TrendFile(text: text, path: "s.yaml"),
        table: { year in
          var table = try Self.table(year.table == "t0" ? 0 : 1)
          table.metadata.currency = year.table == "t0" ? "USD" : currency
          return table
        }, deflator: { _, _ in 1 }, rate: { _ in nil })
    }
    #expect(try estimate("USD").remarks.contains("a reservation"))
    let error = #expect(throws: EstimationError.self) { try estimate("INR") }
    let cure = "take tables that agree, or correct 'currency' in the metadata that are wrong"
    #expect(error?.description == "s.yaml: line 5: the currency of t1 is 'INR', that of the years before 'USD'; \(cure)")
  }

  /// Three years whose metadata are changed.
  private func years(_ change: @escaping (String, inout TableMetadata) -> Void) throws -> Trend {
    let text = """
      digital: {third: [c]}
      years:
        - {year: 2000, table: t0}
        - {year: 2001, table: t1}
        - {year: 2002, table: t2}
      """
    return try TrendEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(
      TrendFile(text: text, path: "s.yaml"),
      table: { year in
        var table = try Self.table(year.table == "t0" ? 0 : 1)
        (table.metadata.currency, table.metadata.flowKind) = ("USD", .domestic)
        change(year.table, &table.metadata)
        return table
      }, deflator: { _, _ in nil }, rate: { _ in nil })
  }

  /// What a table does not say agrees with all, and what was said before it still holds.
  @Test(arguments: ["t0", "t1", "t2"]) func whatIsUnsaidAgrees(_ silent: String) throws {
    let trend = try years { name, metadata in
      if name == silent { (metadata.unit, metadata.currency, metadata.flowKind) = ("", "", .unstated) }
    }
    #expect(trend.years.count == 3 && trend.unit == "money")
    let error = #expect(throws: EstimationError.self) {
      try years { name, metadata in
        if name == silent { (metadata.currency, metadata.flowKind) = ("", .unstated) }
        if name == (silent == "t2" ? "t1" : "t2") { metadata.currency = "INR" }
      }
    }
    #expect(error?.description.contains("is 'INR', that of the years before 'USD'") == true, "\(String(describing: error))")
  }

  /// A trend of some years by the block form, at constant prices too if asked.
  private static func run(_ count: Int, deflated: Bool, _ limit: Int?) throws {
    let years = (0..<count).map { "  - {year: \(2000 + $0), table: t1}" }.joined(separator: "\n")
    let prices = deflated ? "\ndeflators: {file: p.csv, base_year: 2000, value_added: double}" : ""
    let text = "digital: {third: [c]}\nmethod: block\nyears:\n\(years)\(prices)\n"
    _ = try TrendEstimator(EstimationSettings(engine: TestEngines.swift, budget: MemoryBudget(limit: limit))).estimate(
      TrendFile(text: text, path: "s.yaml"), table: { _ in try table(1) }, deflator: { _, _ in 1 }, rate: { _ in nil })
  }

  /// The least memory in which that runs, by halves.
  private static func least(_ count: Int, deflated: Bool) -> Int {
    var (refused, enough) = (0, 1 << 20)
    while enough - refused > 1 {
      let middle = (refused + enough) / 2
      let runs = (try? run(count, deflated: deflated, middle)) != nil
      (refused, enough) = runs ? (refused, middle) : (middle, enough)
    }
    return enough
  }

  /// A further year takes the memory of the systems it keeps, and that once.
  @Test(arguments: [false, true]) func aYearTakesItsSystems(_ deflated: Bool) throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    let kept = try Economy(Self.table(1), rightHandSides: 4, settings).allocatedBytes
    let needs = [6, 7, 8].map { Self.least($0, deflated: deflated) }
    #expect(needs[1] - needs[0] == (deflated ? 2 : 1) * kept && needs[2] - needs[1] == needs[1] - needs[0], "\(needs) \(kept)")
  }

  /// The regions of the second year's sectors, and what is wrong with them.
  private static let economies: [([String], String?)] = [
    (["X", "X", "X"], "t2 is of X, the years before of R;"), (["W", "X", "Y"], "t2 is of W, X, Y, the years before of R;"),
    (["R", "X", "X"], nil),
  ]

  /// Tables of two economies are no trend; one that has other regions beside those of before is the same economy.
  @Test(arguments: economies) func economiesThatDiffer(_ regions: [String], _ sentence: String?) throws {
    let text = "digital: {third: [c]}\nyears:\n  - {year: 2000, table: t1}\n  - {year: 2001, table: t2}"
    func run() throws -> Trend {
      try TrendEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(
        TrendFile(text: text, path: "s.yaml"),
        table: { year in
          var table = try Self.table(1)
          if year.table == "t2" {
            let labels = zip(["a", "b", "c"], regions).map { SectorLabel(region: $1, code: $0, name: $0) }
            table.sectors = try SectorIndex(labels)
          }
          return table
        }, deflator: { _, _ in nil }, rate: { _ in nil })
    }
    guard let sentence else {
      #expect(try run().years.count == 2)
      return
    }
    let error = #expect(throws: EstimationError.self) { try run() }
    #expect(error?.description.hasPrefix("s.yaml: line 4: \(sentence)") == true, "\(String(describing: error))")
  }

  @Test func kindsOfFlowsAreNamed() throws {
    let error = #expect(throws: EstimationError.self) {
      try years { name, metadata in
        if name == "t1" { metadata.flowKind = .unstated }
        if name == "t2" { metadata.flowKind = .total }
      }
    }
    let cure = "take tables that agree, or correct 'flow_kind' in the metadata that are wrong"
    #expect(
      error?.description
        == "s.yaml: line 5: the kind of flows of t2 is 'total', that of the years before 'domestic'; \(cure)")
  }

  @Test(arguments: [
    ("digital: {a: [b]}", "s.yaml: line 1: a study of several years needs the key 'years'"),
    ("digital: {a: [b]}\nyears: [{year: 2000, table: t}]", "s.yaml: line 2: a study of several years needs at least two"),
    ("digital: {a: [b]}\nyears: [{year: 2000}]", "s.yaml: line 2: year 2000 has no table; add the key 'table'"),
    (
      "digital: {a: [b]}\nyears:\n  - {year: 2001, table: t}\n  - {year: 2000, table: u}",
      "s.yaml: line 4: year 2000 follows 2001; years must ascend"
    ),
    (
      "digital: {a: [b]}\nyears: [{year: 1, table: t}]", "s.yaml: line 2: year '1' is not a year"
    ),
    (
      "digital: {a: [b]}\nyears: [{year: 2000, table: t}, {year: 2001, table: t}]\ndeflators: {file: p}",
      "s.yaml: line 3: deflators need the key 'base_year'"
    ),
    (
      "digital: {a: [b]}\nyears: [{year: 2000, table: t}, {year: 2001, table: t}]\ndeflators: {file: p, base_year: 1, value_added: triple}",
      "s.yaml: line 3: value_added 'triple' is not one of single, double"
    ),
  ])
  func whatIsRefused(_ text: String, _ sentence: String) {
    let error = #expect(throws: StudyError.self) { try TrendFile(text: text, path: "s.yaml") }
    #expect(error?.description == sentence)
  }

  /// A definition is brought to every year's table, for the estimates, the deflated table and the causes.
  @Test func aDefinitionIsItsSectors() throws {
    func estimate(_ digital: String) throws -> Trend {
      let text = Self.study.replacing("digital: {third: [c]}", with: "digital: \(digital)")
      return try TrendEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(
        TrendFile(text: text, path: "s.yaml"),
        table: { year in
          var table = try Self.table(year.table == "t0" ? 0 : 1)
          table.sectors = try SectorIndex(["A01", "G46", "J61"].map { SectorLabel(region: "R", code: $0, name: $0) })
          return table
        }, deflator: { $1 == 2000 ? 1 : $0.code == "J61" ? 0.9 : 1.1 }, rate: { _ in nil })
    }
    for (defined, named) in [
      ("{definition: adb-2021}", "{telecommunications: [J61]}"),
      ("{definition: adb-2021, extra: [G46]}", "{telecommunications: [J61], extra: [G46]}"),
    ] {
      let (one, other) = (try estimate(defined), try estimate(named))
      #expect(one.years.map(\.current.terms) == other.years.map(\.current.terms))
      #expect(one.years.map(\.constant?.terms) == other.years.map(\.constant?.terms) && one.years[1].constant != nil)
      #expect(one.changes.map(\.value.change) == other.changes.map(\.value.change) && one.changes.count == 1)
      #expect(one.remarks.contains { $0.hasPrefix("definition: adb-2021") })
    }
  }

  @Test func doubleDeflationKeepsTheBalanceOfColumns() throws {
    let table = try Self.table(1)
    let real = try table.deflated(by: [1.1, 1.05, 0.9], valueAdded: .double, note: "")
    // 28.051948, 15.569986, 64.054834 by NumPy.
    #expect(relativeDifference(real.valueAdded ?? [], [28.051948, 15.569986, 64.054834]) < 1e-7)
    let sums = real.transactions.view.columnSums()
    for j in 0..<3 {
      #expect(abs(sums[j] + (real.valueAdded?[j] ?? 0) - (real.output?[j] ?? 0)) < 1e-13)
    }
  }

  /// T = Σ v_i l_ij y_j over digital rows and columns, with inverses in fractions, and both polar forms by differences of
  /// factors.
  private struct Oracle {
    let v: [Double]
    let l: [[Double]]
    let y: [Double]

    init(_ table: borrowing InputOutputTable) {
      l = LeontiefOracle.inverse(of: table)
      y = table.totalFinalDemand
      v = zip(table.valueAdded ?? [], table.output ?? []).map { $0 / $1 }
    }

    static func terms(_ v: [Double], _ l: [[Double]], _ y: [Double], _ digital: Set<Int>) -> Double {
      var sum = 0.0
      for i in 0..<3 {
        for j in 0..<3 where digital.contains(i) || digital.contains(j) { sum += v[i] * l[i][j] * y[j] }
      }
      return sum
    }

    static func total(_ v: [Double], _ l: [[Double]], _ y: [Double]) -> Double { terms(v, l, y, [0, 1, 2]) }

    static func difference(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 - $1 } }
  }

  @Test(arguments: ["aggregated: c", "block: c", "block: b, c"], TestEngines.all)
  func causesByInverses(_ study: String, _ test: TestEngine) throws {
    let (method, codes) = (study.prefix { $0 != ":" }, study.drop { $0 != ":" }.dropFirst(2))
    let text = """
      digital: {third: [\(codes)]}
      method: \(method)
      years: [{year: 2000, table: t0}, {year: 2001, table: t1}]
      """
    let change = try #require(try estimate(test.engine, text).changes.first)
    let (old, new) = (Oracle(try Self.table(0)), Oracle(try Self.table(1)))
    let digital: Set<Int> = codes.contains("b") ? [1, 2] : [2]
    func t(_ v: [Double], _ l: [[Double]], _ y: [Double]) -> Double { Oracle.terms(v, l, y, digital) }
    let l = zip(new.l, old.l).map(Oracle.difference)
    let (v, y) = (Oracle.difference(new.v, old.v), Oracle.difference(new.y, old.y))
    let value = change.value
    // Values are up to 56 and shares below 1: sums of nine products.
    func close(_ value: Double?, _ expected: Double) throws -> Bool { abs(try #require(value) - expected) <= 1e-12 }
    #expect(try close(value.change, t(new.v, new.l, new.y) - t(old.v, old.l, old.y)))
    #expect(try close(value.coefficients, (t(v, new.l, new.y) + t(v, old.l, old.y)) / 2))
    #expect(try close(value.technology, (t(old.v, l, new.y) + t(new.v, l, old.y)) / 2))
    #expect(try close(value.demand, (t(old.v, old.l, y) + t(new.v, new.l, y)) / 2))
    let (f0, f1) = (old.y.reduce(0, +), new.y.reduce(0, +))
    let means = zip(old.y, new.y).map { ($0 / f0 + $1 / f1) / 2 * (f1 - f0) }
    #expect(try close(value.level, (t(old.v, old.l, means) + t(new.v, new.l, means)) / 2))
    let level = try #require(value.level)
    #expect(try close(value.mix, value.demand - level))
    #expect(!change.isAtConstantPrices)
    let share = try #require(change.share)
    func s(_ v: Oracle, _ l: Oracle, _ y: Oracle) -> Double { t(v.v, l.l, y.y) / Oracle.total(v.v, l.l, y.y) }
    #expect(try close(share.change, s(new, new, new) - s(old, old, old)))
    #expect(try close(share.technology, (s(old, new, new) - s(old, old, new) + s(new, new, old) - s(new, old, old)) / 2))
    let coefficients = try #require(share.coefficients)
    #expect(try close(share.mix, share.change - coefficients - share.technology))
    #expect(share.level == 0)
  }

  @Test func causesAreAtConstantPricesWhereBothYearsAre() throws {
    let trend = try estimate(TestEngines.swift)
    let change = try #require(trend.changes.first)
    #expect(change.isAtConstantPrices && change.first == 2000 && change.last == 2001)
    #expect(abs(change.value.change - (70.5858530510 - 49.4765342960)) <= 1e-9)
    let names = trend.presentation.tables.map(\.name)
    #expect(names.contains("causes") && names.contains("causes_of_share"))
    let checks = trend.presentation.checks.filter { $0.name.hasPrefix("causes from") }
    #expect(checks.count == 1 && checks[0].holds)
    // Of the economy of each deflated year, four solves for itself and the other year. Multipliers: one of each year and basis,
    // and one of each of its two small tables.
    #expect(trend.changesCost.solves == 8 + 4 * 3)
    let current = try estimate(TestEngines.swift, Self.study.replacing("table: t1}", with: "table: t1, constant_prices: false}"))
    #expect(current.changes.first?.isAtConstantPrices == false)
  }

  @Test func yearsWithOtherSectorsAreNotDecomposed() throws {
    let text = "digital: {third: [c]}\nyears: [{year: 2000, table: t0}, {year: 2001, table: t1}]"
    let trend = try TrendEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(
      TrendFile(text: text, path: "s.yaml"),
      table: { year in
        var table = try Self.table(year.table == "t0" ? 0 : 1)
        if year.table == "t1" {
          table.sectors = try SectorIndex(["d", "b", "c"].map { SectorLabel(region: "R", code: $0, name: $0) })
        }
        return table
      }, deflator: { _, _ in 1 }, rate: { _ in nil })
    #expect(trend.changes.isEmpty && trend.years.count == 2)
    #expect(trend.remarks.contains("2000 and 2001 have other sectors: what changed between them is not decomposed"))
  }
}
