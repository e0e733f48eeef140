import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

@Suite struct RoundTripTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let small = [
    "germany_1995", "leather_3x3", "miller_blair_ch2", "pymrio_small_mrio", "wiod2016nat_IND_2014", "india_mospi_2015_16",
    "useeio_v1.2_388",
  ]

  @Test(.enabled(if: SharedTables.areAvailable, "\(SharedTables.absence)"), arguments: small, ["copy", "copy.csv"])
  func bringsBackEveryBit(id: String, target: String) throws {
    let original = try ReaderRegistry.standard.read(SharedTables.table(id)).takeTable()
    try WriterRegistry.standard.write(original, to: folder.file(target))
    let copy = try ReaderRegistry.standard.read(folder.file(target)).takeTable()
    #expect(text(of: copy) == text(of: original))
    #expect(try folder.names() == [target])
  }

  /// Values, labels and texts that formats stumble over.
  @Test(arguments: ["copy", "copy.csv"])
  func bringsBackAwkwardTables(target: String) throws {
    let labels = [
      SectorLabel(region: "R,1", code: "a \"b\"", name: "line\nbreak"),
      SectorLabel(region: " R ", code: "é", name: ""),
    ]
    var metadata = TableMetadata()
    metadata.title = "quotes \" commas , and\r\nlines"
    metadata.year = "2015-16"
    metadata.flowKind = .total
    metadata.source = ["publisher": "A, B", "x.y": "z"]
    metadata.notes = ["first", "second"]
    metadata.history = ["made by hand"]
    let tiny = Double.leastNonzeroMagnitude
    let original = InputOutputTable(
      sectors: try SectorIndex(labels), transactions: try Matrix([[0.1, -0.0], [tiny, 1.0 / 3]]),
      demand: [DemandCategory(region: "R,1", category: "C, d", role: "exports"), DemandCategory(region: "ROW", category: "e")],
      finalDemand: try Matrix([[1e300, 1], [123_456_789.123_456_79, 2]]), output: [1e300, 123_456_791.456_790_12],
      valueAdded: [1e300, 123_456_791],
      rows: [
        NamedRows(name: "imports", values: [0, 0.1]),
        // As many rows as sectors: by its shape alone the block could be another matrix.
        NamedRows(name: "emissions", rowCount: 2, values: [1, 2, 3, 4.5], meaning: "CO2, N2O"),
      ], metadata: metadata)
    try WriterRegistry.standard.write(original, to: folder.file(target))
    let copy = try ReaderRegistry.standard.read(folder.file(target)).takeTable()
    #expect(text(of: copy) == text(of: original))
    #expect(copy.metadata.flowKind == .total)
  }

  @Test(arguments: ["copy", "copy.csv"])
  func bringsBackCoefficientsAndEmptyTables(target: String) throws {
    let labels = [SectorLabel(region: "R", code: "1", name: "one")]
    let single = InputOutputTable(
      sectors: try SectorIndex(labels), transactionsKind: .coefficients, transactions: try Matrix([[0.25]]), demand: [],
      finalDemand: try Matrix(rows: 1, columns: 0), output: nil, valueAdded: nil)
    try WriterRegistry.standard.write(single, to: folder.file("1-\(target)"))
    #expect(text(of: try ReaderRegistry.standard.read(folder.file("1-\(target)")).takeTable()) == text(of: single))
    let none = InputOutputTable(
      sectors: try SectorIndex([]), transactions: try Matrix(rows: 0, columns: 0), demand: [],
      finalDemand: try Matrix(rows: 0, columns: 0), output: [], valueAdded: [])
    try WriterRegistry.standard.write(none, to: folder.file("0-\(target)"))
    let copy = try ReaderRegistry.standard.read(folder.file("0-\(target)")).takeTable()
    #expect(copy.sectorCount == 0)
  }

  /// A column-major table is written in row order.
  @Test(arguments: ["copy", "copy.csv"])
  func writesAnyLayout(target: String) throws {
    let fixture = try CanonicalFixture()
    let rows = try ReaderRegistry.standard.read(fixture.path).takeTable()
    let turned = InputOutputTable(
      sectors: rows.sectors, transactions: try Matrix(CanonicalFixture.flows, layout: .columnMajor), demand: rows.demand,
      finalDemand: try Matrix(CanonicalFixture.demand, layout: .columnMajor), output: rows.output,
      valueAdded: rows.valueAdded, rows: rows.rows, metadata: rows.metadata)
    try WriterRegistry.standard.write(turned, to: folder.file(target))
    #expect(text(of: try ReaderRegistry.standard.read(folder.file(target)).takeTable()) == text(of: rows))
  }
}
