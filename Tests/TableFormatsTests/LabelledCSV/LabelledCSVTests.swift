import Foundation
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

@Suite struct LabelledCSVTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let table = """
    leontief-table,1,,
    meta,unit,million EUR,,
    meta,note,"a, b",,
    meta,flow_kind,domestic
    ,,,
    columns,kind,,,sector,sector,demand,output
    columns,region,,,DEU,DEU,DEU,
    columns,code,,,agr,ind,,
    columns,name,,,Agriculture,Industry,Households,
    columns,role,,,,,household consumption,
    sector,DEU,agr,Agriculture,10,20,70,100
    sector,DEU,ind,Industry,30,40,130,200

    value-added,,,gross value added,55,130,,
    row,imports,,imported inputs,5,10,,
    row,F,,two gases,1,2
    row,F,,,3,4
    """

  private func read(_ text: String) throws(TableReadError) -> TableReading {
    do { try folder.write(text, to: "t.csv") } catch { Issue.record(error) }
    return try ReaderRegistry.standard.read(folder.file("t.csv"))
  }

  private func refusal(_ text: String) -> String {
    do {
      _ = try read(text)
      return "accepted"
    } catch { return error.description.replacing(folder.file("t.csv"), with: "T") }
  }

  /// Refusals after the first `old` of the sound table became `new`.
  private func refusal(replacing old: String, with new: String) -> String {
    #expect(Self.table.contains(old))
    return refusal(Self.table.replacing(old, with: new, maxReplacements: 1))
  }

  @Test func readsWhatASpreadsheetMakes() throws {
    for text in [Self.table, Self.table.replacing("\n", with: "\r\n"), "\u{FEFF}" + Self.table + "\n\n"] {
      let reading = try read(text)
      #expect(reading.report.format == "labelled csv" && reading.report.validation?.findings == [])
      let table = reading.takeTable()
      #expect(table.sectors[1] == SectorLabel(region: "DEU", code: "ind", name: "Industry"))
      #expect(table.transactions[0, 1] == 20 && table.transactions[1, 0] == 30 && table.finalDemand[1, 0] == 130)
      #expect(table.demand == [DemandCategory(region: "DEU", category: "Households", role: "household consumption")])
      #expect(table.output == [100, 200] && table.valueAdded == [55, 130])
      #expect(table.metadata.valueAddedMeaning == "gross value added" && table.metadata.notes == ["a, b"])
      #expect(table.metadata.flowKind == .domestic && table.metadata.unit == "million EUR")
      #expect(
        table.rows == [
          NamedRows(name: "imports", values: [5, 10], meaning: "imported inputs"),
          NamedRows(name: "F", rowCount: 2, values: [1, 2, 3, 4], meaning: "two gases"),
        ])
    }
  }

  @Test func describesWithoutLoading() throws {
    try folder.write(Self.table, to: "t.csv")
    let description = try ReaderRegistry.standard.probe(folder.file("t.csv"))
    #expect(description.sectorCount == 2 && description.demandCount == 1 && description.unit == "million EUR")
    #expect(description.bytesToAllocate == 8 * 2 * 4 && description.flowBytes == 8 * 2 * 2 && !description.isByColumns)
  }

  @Test func computesMissingOutput() throws {
    let text = Self.table.replacing(",output", with: "").replacing(",70,100", with: ",70").replacing(",130,200", with: ",130")
    let reading = try read(text)
    #expect(reading.table.output == [100, 200])
    #expect(reading.report.notes.count == 1)
  }

  @Test func refusesWrongLines() {
    #expect(
      refusal(replacing: "leontief-table,1", with: "leontief-table,2")
        == "T: line 1, column 2: version '2' of the layout is not supported (1 is)")
    #expect(
      refusal(replacing: "meta,unit", with: "meta,colour")
        == "T: line 2, column 2: the key 'colour' is unknown; write it as a note")
    #expect(
      refusal(replacing: "\"a, b\"", with: "a, b")
        == "T: line 3, column 4: a meta line has a key and one text; quote a text that contains commas")
    #expect(
      refusal(replacing: "flow_kind,domestic", with: "flow_kind,local")
        == "T: line 4, column 3: flow_kind is 'local'; write domestic, total, inter-regional or unstated")
    #expect(
      refusal(replacing: "row,imports", with: "total,imports")
        == "T: line 15, column 1: a line cannot begin with 'total' (known: meta, columns, sector, row, value-added)")
    #expect(
      refusal(replacing: "row,imports", with: "row,") == "T: line 15, column 2: the row has no name")
    #expect(
      refusal(replacing: "row,F,,,3,4", with: "row,imports,,,3,4")
        == "T: line 17, column 2: the rows 'imports' do not follow each other")
    #expect(
      refusal(replacing: "row,imports,,imported inputs", with: "value-added,,,")
        == "T: line 15, column 1: value added is given twice")
    #expect(
      refusal(replacing: "row,F,,,3,4", with: "meta,note,late")
        == "T: line 17, column 1: meta and columns lines stand above the values")
  }

  @Test func refusesWrongLabels() {
    #expect(
      refusal(replacing: "sector,DEU,ind,Industry", with: "sector,DEU,agr,Industry")
        == "T: line 12, column 3: the code is 'agr', but 'ind' in sector column 2")
    #expect(
      refusal(replacing: "columns,code,,,agr,ind,,", with: "columns,code,,,agr,agr,,")
        == "T: sector DEU/agr occurs twice, at positions 0 and 1")
    #expect(refusal(replacing: "columns,code,,,agr,ind,,", with: "columns,code,,,agr,,,") == "T: sector 1 has no code")
    #expect(
      refusal(replacing: "columns,code,,,agr,ind,,\n", with: "")
        == "T: line 10, column 1: there is no line 'columns,code' above the values")
    #expect(
      refusal(replacing: "sector,sector,demand,output", with: "sector,demand,sector,output")
        == "T: line 6, column 7: the kind 'sector' is out of order; write all sectors, then demand, then one output")
    #expect(
      refusal(replacing: "demand,output", with: "demand,total")
        == "T: line 6, column 8: the kind of column 'total' is unknown; write sector, demand or output")
    #expect(
      refusal(replacing: "columns,role", with: "columns,colour")
        == "T: line 10, column 2: columns of 'colour' are unknown; write kind, region, code, name or role")
    #expect(
      refusal(replacing: "columns,role", with: "columns,name")
        == "T: line 10, column 2: the columns of 'name' are given twice")
    #expect(
      refusal(replacing: "Agriculture,Industry,Households,", with: "Agriculture,Industry,Households,,extra")
        == "T: line 9, column 9: a label stands in a column that has no kind")
  }

  @Test func refusesRaggedLines() {
    #expect(
      refusal(replacing: "10,20,70,100", with: "10,20,70") == "T: line 11: expected 8 fields, found 7")
    #expect(
      refusal(replacing: "10,20,70,100", with: "10,20,70,100,5") == "T: line 11: expected 8 fields, found 9")
    #expect(
      refusal(replacing: "10,20,70,100", with: "10,,70,100")
        == "T: line 11, column 6: the cell is blank; write 0 where nothing flows")
    #expect(refusal(replacing: "55,130,,", with: "55,130,,7") == "T: line 14: expected 6 fields, found 8")
    #expect(
      refusal(replacing: "sector,DEU,ind,Industry,30,40,130,200\n", with: "")
        == "T has 1 sector lines, but the header needs 2")
    #expect(
      refusal(replacing: "value-added,,,gross value added,55,130,,", with: "sector,DEU,x,X,1,1,1,1")
        == "T: line 14, column 1: there are more sector lines than sector columns (2)")
  }

  @Test func countsLinesThroughQuotedLineEnds() {
    let text = Self.table.replacing("\"a, b\"", with: "\"a\nb\r\nc\"").replacing("30,40", with: "30,x")
    #expect(refusal(text) == "T: line 14, column 6: 'x' is not a number; write plain decimals such as 1234.5 or 1.2345e3")
  }

  @Test func refusesBrokenQuotes() {
    #expect(refusal(replacing: "\"a, b\"", with: "\"a, b") == "T: line 3, column 3: a quoted field is not closed")
    #expect(
      refusal(replacing: "\"a, b\"", with: "\"a\"b")
        == "T: line 3, column 3: text follows a closing quote; write a quote inside a quoted field twice")
    #expect(
      refusal(replacing: "\"a, b\"", with: "a\"b")
        == "T: line 3, column 3: a quote stands inside an unquoted field; quote the whole field")
  }

  /// Cut anywhere, a file is refused or holds whole rows: never a crash, never half a sector.
  @Test func survivesEveryTruncation() throws {
    let bytes = Array(Self.table.utf8)
    for length in 0..<bytes.count {
      try folder.write(Array(bytes[..<length]), to: "t.csv")
      if let reading = try? ReaderRegistry.standard.read(folder.file("t.csv")) {
        #expect(reading.table.sectorCount == 2 && reading.table.output?[0] == 100)
      }
    }
  }

  @Test func keepsTheMemoryLimit() throws {
    try folder.write(Self.table, to: "t.csv")
    let path = folder.file("t.csv")
    #expect(throws: TableReadError.memoryLimit(path: path, needed: 64, limit: 63)) {
      _ = try ReaderRegistry.standard.read(path, options: ReadOptions(memoryLimit: 63))
    }
  }

  /// A long header alone must not make the reader ask for n² numbers.
  @Test func refusesHeadersThatPromiseMoreThanTheFile() throws {
    let n = 20_000
    let codes = (0..<n).map(String.init).joined(separator: ",")
    let kinds = Array(repeating: "sector", count: n).joined(separator: ",")
    let regions = Array(repeating: "R", count: n).joined(separator: ",")
    let labels = "columns,region,,,\(regions)\ncolumns,code,,,\(codes)\ncolumns,name,,,\n"
    let text = "leontief-table,1\ncolumns,kind,,,\(kinds)\n" + labels
    #expect(refusal(text) == "T has \(text.utf8.count) bytes, but a header of 20000 sectors needs at least 800000000")
  }
}
