import TableFormats
import Tables
import TestSupport
import Testing

/// Numbers of csv cells, tried in an account of a small labelled csv, where any finite number makes sense.
@Suite struct CSVNumberTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ cell: String) throws(TableReadError) -> Double {
    let text = """
      leontief-table,1
      columns,kind,,,sector,demand,output
      columns,region,,,R,R,
      columns,code,,,1,,
      columns,name,,,one,all,
      sector,R,1,one,1,1,2
      row,account,,,\(cell)
      """
    let path = folder.file("n.csv")
    do { try folder.write(text, to: "n.csv") } catch { Issue.record(error) }
    return try LabelledCSVReader().read(path, options: ReadOptions()).takeTable().rows[0].values[0]
  }

  @Test func readsPlainDecimals() throws {
    let cases: [(String, Double)] = [
      ("0", 0), ("-0.0", -0.0), ("+7", 7), (".5", 0.5), ("5.", 5), (" 1.5 ", 1.5), ("1e3", 1000), ("1E-3", 0.001),
      ("2.5e+2", 250), ("\"1.5\"", 1.5), ("0.1", 0.1), ("1.7976931348623157e308", .greatestFiniteMagnitude),
      ("5e-324", .leastNonzeroMagnitude), ("2.2250738585072014e-308", .leastNormalMagnitude), ("0e-999", 0),
      ("0.30000000000000004", 0.1 + 0.2), ("9007199254740993", 9_007_199_254_740_992),
    ]
    for (text, value) in cases { #expect(try read(text).bitPattern == value.bitPattern, "\(text)") }
  }

  @Test func refusesEverythingElse() throws {
    let plain = "write plain decimals such as 1234.5 or 1.2345e3"
    let locale = "write a point for decimals and no thousands separators"
    let missing = "missing and infinite values are not accepted"
    let cases: [(String, String)] = [
      ("\"1,5\"", "'1,5' is not a number; \(locale)"), ("\"1,234.5\"", "'1,234.5' is not a number; \(locale)"),
      ("1 234", "'1 234' is not a number; write no spaces between digits"),
      ("1\u{202F}234", "'1\u{202F}234' is not a number; write no spaces between digits"),
      ("1\u{A0}234", "'1\u{A0}234' is not a number; write no spaces between digits"),
      ("1'234", "'1'234' is not a number; \(plain)"), ("1.234.5", "'1.234.5' is not a number; \(plain)"),
      ("NA", "'NA' is not a number; \(missing)"), ("#N/A", "'#N/A' is not a number; \(missing)"),
      ("nan", "'nan' is not a number; \(missing)"), ("inf", "'inf' is not a number; \(missing)"),
      ("-Infinity", "'-Infinity' is not a number; \(missing)"), ("..", "'..' is not a number; \(plain)"),
      ("1e999", "'1e999' is not a number; it is too large for a 64-bit float"),
      ("-1e999", "'-1e999' is not a number; it is too large for a 64-bit float"),
      ("1e-999", "'1e-999' is not a number; it is too small for a 64-bit float"),
      ("0x1p3", "'0x1p3' is not a number; \(plain)"), ("1e", "'1e' is not a number; \(plain)"),
      ("-", "'-' is not a number; \(plain)"), ("1-", "'1-' is not a number; \(plain)"),
      ("(5)", "'(5)' is not a number; \(plain)"), ("5%", "'5%' is not a number; \(plain)"),
      ("", "the cell is blank; write 0 where nothing flows"), ("   ", "the cell is blank; write 0 where nothing flows"),
      ("\"\"", "the cell is blank; write 0 where nothing flows"),
    ]
    for (text, sentence) in cases {
      do {
        let value = try read(text)
        Issue.record("'\(text)' was read as \(value)")
      } catch { #expect(error.description == "\(folder.file("n.csv")): line 7, column 5: \(sentence)") }
    }
  }
}
