import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

@Suite struct CanonicalReadingTests {
  let fixture: CanonicalFixture

  init() throws { fixture = try CanonicalFixture() }

  private func read(_ options: ReadOptions = ReadOptions()) throws -> TableReading {
    try ReaderRegistry.standard.read(fixture.path, options: options)
  }

  @Test func readsEveryPart() throws {
    let reading = try read()
    #expect(reading.report.format == "canonical folder")
    #expect(reading.report.leftAlone.isEmpty && reading.report.notes.isEmpty)
    #expect(reading.report.validation?.findings == [])
    let table = reading.takeTable()
    #expect(table.sectors.labels[2] == SectorLabel(region: "SUD", code: "a", name: "Wine, oil"))
    #expect((0..<3).map { i in (0..<3).map { table.transactions[i, $0] } } == CanonicalFixture.flows)
    #expect(table.demand[1] == DemandCategory(region: "SUD", category: "Households", role: "household"))
    #expect(table.output == CanonicalFixture.output && table.valueAdded == CanonicalFixture.valueAdded)
    #expect(table.rows == [NamedRows(name: "imports", values: CanonicalFixture.imports, meaning: "imported inputs")])
    #expect(table.primaryInputs == [70, 70, 40])
    #expect(table.metadata.year == "2020" && table.metadata.unit == "million crowns" && table.metadata.flowKind == .interRegional)
  }

  @Test func computesMissingOutput() throws {
    try fixture.folder.remove("x.npy")
    let reading = try read()
    let note = "output computed as the row sums of flows and final demand, because the source has none"
    #expect(reading.report.notes == [note])
    #expect(reading.table.metadata.history == [note])
    #expect(reading.table.output == CanonicalFixture.output)
  }

  @Test func readsWithoutMetadata() throws {
    try fixture.folder.remove("meta.json")
    let reading = try read()
    #expect(reading.report.notes == ["there is no meta.json: the unit of the table is not known"])
    #expect(reading.table.metadata == TableMetadata())
  }

  @Test func readsYearsAsTextOrNumber() throws {
    for (written, expected) in [("\"2015-16\"", "2015-16"), ("2014", "2014"), ("null", ""), ("2014.5", "2014.5")] {
      try fixture.folder.write("{\"year\": \(written), \"unknown\": {\"deep\": [1]}}", to: "meta.json")
      #expect(try read().table.metadata.year == expected)
    }
  }

  @Test func convertsOtherNumberTypes() throws {
    let flat = CanonicalFixture.flows.flatMap(\.self)
    let files: [(String, [UInt8])] = [
      (">f8", NPYBytes.doubles(flat, bigEndian: true)), ("<f4", NPYBytes.floats(flat.map(Float.init))),
      ("<i8", NPYBytes.integers(flat.map(Int.init), size: 8)),
      (">i4", NPYBytes.integers(flat.map(Int.init), size: 4, bigEndian: true)),
    ]
    for (type, data) in files {
      try fixture.folder.write(NPYBytes.file(descr: type, shape: "(3, 3)", data: data), to: "Z.npy")
      let description = try ReaderRegistry.standard.probe(fixture.path)
      // Z converted, and x, va, imports; Y is mapped.
      #expect(description.bytesToAllocate == 8 * (9 + 9) && description.bytesMapped == 8 * 6, "\(type)")
      #expect(description.flowBytes == 8 * 9 && !description.isByColumns, "\(type)")
      let table = try read().takeTable()
      #expect((0..<3).map { i in (0..<3).map { table.transactions[i, $0] } } == CanonicalFixture.flows, "\(type)")
    }
  }

  @Test func readsFortranOrder() throws {
    let columns = (0..<3).flatMap { j in (0..<3).map { CanonicalFixture.flows[$0][j] } }
    let file = NPYBytes.file(descr: "<f8", shape: "(3, 3)", fortran: true, data: NPYBytes.doubles(columns))
    try fixture.folder.write(file, to: "Z.npy")
    let description = try ReaderRegistry.standard.probe(fixture.path)
    #expect(description.flowBytes == 0 && description.isByColumns)
    let table = try read().takeTable()
    #expect(table.transactions.layout == .columnMajor)
    #expect(table.transactions[0, 1] == 20 && table.transactions[1, 0] == 15)
  }

  /// What is wrong with its other files reading tells.
  @Test func tellsItsSectorsByOneHeader() throws {
    #expect(try ReaderRegistry.standard.sectorCount(fixture.path) == 3)
    try fixture.folder.write("no header", to: "va.npy")
    #expect(try ReaderRegistry.standard.sectorCount(fixture.path) == 3)
    #expect(throws: TableReadError.self) { try ReaderRegistry.standard.probe(fixture.path) }
    try fixture.folder.write(NPYBytes.matrix([[1, 2, 3], [4, 5, 6]]), to: "Z.npy")
    let errors: [String] = [
      { try ReaderRegistry.standard.sectorCount($0) }, { try ReaderRegistry.standard.probe($0).sectorCount },
    ]
    .map { (ask: (String) throws -> Int) in
      do { return "\(try ask(fixture.path))" } catch { return "\(error)" }
    }
    #expect(errors[0] == errors[1] && errors[0].contains("(2, 3)"), "\(errors)")
  }

  @Test func takesRowsItCanUnderstand() throws {
    try fixture.folder.write(NPYBytes.matrix([[1, 2, 3], [4, 5, 6]]), to: "F.npy")
    try fixture.folder.write(NPYBytes.vector([7, 8, 9]), to: "co2.npy")
    try fixture.folder.write(NPYBytes.matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), to: "L.npy")
    try fixture.folder.write(NPYBytes.vector([1]), to: "other.npy")
    try fixture.folder.write("text", to: "broken.npy")
    try fixture.folder.write("text", to: "README.md")
    let reading = try read()
    #expect(reading.table.rows.map(\.name) == ["F", "co2", "imports"])
    #expect(reading.table.rows(named: "F") == NamedRows(name: "F", rowCount: 2, values: [1, 2, 3, 4, 5, 6]))
    #expect(reading.report.leftAlone == ["L.npy", "README.md", "broken.npy", "other.npy"])
  }

  @Test func keepsASecondValueAddedApart() throws {
    try fixture.folder.write(NPYBytes.vector(CanonicalFixture.valueAdded), to: "gva.npy")
    #expect(try read().report.leftAlone == ["gva.npy"])
    try fixture.folder.write(NPYBytes.vector([60.0001, 65, 30]), to: "gva.npy")
    let reading = try read()
    #expect(reading.table.rows(named: "gva")?.values == [60.0001, 65, 30])
    #expect(reading.report.notes == ["gva.npy differs from va.npy and is kept as a row of its own"])
    try fixture.folder.remove("va.npy")
    #expect(try read().table.valueAdded == [60.0001, 65, 30])
  }

  @Test func readsOneSectorAndNone() throws {
    let folder = try TemporaryFolder()
    try folder.write(NPYBytes.matrix([[2]]), to: "Z.npy")
    try folder.write(NPYBytes.matrix([[8]]), to: "Y.npy")
    try folder.write("region,code,name\nR,1,one\n", to: "sectors.csv")
    try folder.write("region,category\nR,all\n", to: "demand.csv")
    #expect(try ReaderRegistry.standard.read(folder.path).table.output == [10])
    try folder.write(NPYBytes.file(descr: "<f8", shape: "(0, 0)", data: []), to: "Z.npy")
    try folder.write(NPYBytes.file(descr: "<f8", shape: "(0, 1)", data: []), to: "Y.npy")
    try folder.write("region,code,name\n", to: "sectors.csv")
    let reading = try ReaderRegistry.standard.read(folder.path)
    #expect(reading.table.sectorCount == 0 && reading.table.output == [])
  }

  @Test func acceptsCRLFAndByteOrderMark() throws {
    let text = "\u{FEFF}" + CanonicalFixture.sectors.replacing("\n", with: "\r\n") + "\r\n"
    try fixture.folder.write(text, to: "sectors.csv")
    #expect(try read().table.sectors[2].name == "Wine, oil")
  }
}
