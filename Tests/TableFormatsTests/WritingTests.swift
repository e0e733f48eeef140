import Foundation
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

@Suite struct WritingTests {
  let folder: TemporaryFolder
  let fixture: CanonicalFixture

  init() throws {
    folder = try TemporaryFolder()
    fixture = try CanonicalFixture()
  }

  private func write(
    _ name: String, _ existing: WriteOptions.Existing = .refused, rows: [NamedRows] = []
  ) throws(TableWriteError) {
    do {
      var table = try ReaderRegistry.standard.read(fixture.path).takeTable()
      table.rows += rows
      try WriterRegistry.standard.write(table, to: folder.file(name), options: WriteOptions(existing: existing))
    } catch let error as TableWriteError { throw error } catch { Issue.record(error) }
  }

  private func refusal(_ name: String, _ existing: WriteOptions.Existing = .refused, rows: [NamedRows] = []) -> String {
    do {
      try write(name, existing, rows: rows)
      return "accepted"
    } catch { return error.description.replacing(folder.path + "/", with: "") }
  }

  @Test func describesTheTableInItsMetadata() throws {
    try write("out")
    let json = try JSONSerialization.jsonObject(with: Data(folder.bytes("out/meta.json"))) as? [String: Any] ?? [:]
    #expect(json["n"] as? Int == 3 && json["year"] as? Int == 2020 && json["region_count"] as? Int == 2)
    #expect(json["final_demand_columns"] as? Int == 2 && json["sectors_per_region"] == nil)
    #expect(json["zero_output_indices"] as? [Int] == [])
    #expect(json["negatives"] as? [String: Int] == ["Z": 0, "Y": 0, "x": 0, "va": 0])
    #expect(json["totals"] as? [String: Double] == ["output": 300, "final_demand": 180, "va": 155, "primary_inputs": 180])
    #expect(json["column_sum_of_A_max"] as? Double == 0.6 && json["column_sums_of_A_above_1"] as? Int == 0)
    let balance = try #require(json["balance_row"] as? [String: Any])
    #expect(balance["abs_max"] as? Double == 0 && balance["identity"] as? String == "Z.1 + Y.1 = x")
    let files = try #require(json["files"] as? [String: [String: Any]])
    #expect(files.keys.sorted() == ["Y.npy", "Z.npy", "demand.csv", "imports.npy", "sectors.csv", "va.npy", "x.npy"])
    #expect(files["Z.npy"]?["shape"] as? [Int] == [3, 3] && files["imports.npy"]?["meaning"] as? String == "imported inputs")
  }

  @Test func writesTheFixtureByteForByte() throws {
    try write("out/")
    for name in ["Z.npy", "Y.npy", "x.npy", "va.npy", "imports.npy", "sectors.csv", "demand.csv"] {
      #expect(try folder.bytes("out/\(name)") == fixture.folder.bytes(name), "\(name)")
    }
  }

  @Test func refusesTargetsThatExist() throws {
    try write("out")
    #expect(refusal("out") == "out exists already; choose another name or ask to replace it")
    try write("out", .replaced)
    try folder.makeFolder("mine")
    try folder.write("precious", to: "mine/thesis.txt")
    #expect(
      refusal("mine", .replaced)
        == "mine exists already; it is not a canonical table and is not replaced; choose another name")
    #expect(try folder.bytes("mine/thesis.txt") == Array("precious".utf8))
    try folder.write("text", to: "file")
    #expect(refusal("file", .replaced) == "file exists already; it is not a folder; choose another name")
    try write("t.csv")
    #expect(refusal("t.csv") == "t.csv exists already; choose another name or ask to replace it")
    try write("t.csv", .replaced)
    try folder.makeFolder("d.csv")
    #expect(refusal("d.csv", .replaced) == "d.csv exists already; it is a folder; choose another name")
    try folder.makeFolder("empty")
    try write("empty")
    #expect(refusal("t.xlsx") == "t.xlsx: no writer for this ending (known: labelled csv, canonical folder)")
    #expect(try folder.names() == ["d.csv", "empty", "file", "mine", "out", "t.csv"])
  }

  @Test func replacesAsAWhole() throws {
    try write("out", rows: [NamedRows(name: "old", values: [1, 2, 3])])
    try write("out", .replaced)
    #expect(!FileManager.default.fileExists(atPath: folder.file("out/old.npy")))
  }

  /// Whatever the reader would not take up belongs to somebody: the folder stays as it is.
  @Test func replacesNothingButTables() throws {
    try write("out")
    func refusedAs(_ list: String) -> Bool {
      let before = contents("out")
      let sentence =
        "out exists already; it also holds \(list), not part of the table, and is not replaced; move them or choose another name"
      return refusal("out", .replaced) == sentence && contents("out") == before
    }
    try folder.write("precious", to: "out/thesis.txt")
    #expect(refusedAs("thesis.txt"))
    try folder.makeFolder("out/plots")
    try folder.write("precious", to: "out/plots/one.svg")
    #expect(refusedAs("plots, thesis.txt"))
    try folder.write("precious", to: "out/.notes")
    // Arrays the format knows of and does not read, and arrays of other sizes.
    try folder.write(NPYBytes.matrix(CanonicalFixture.flows), to: "out/A_d.npy")
    try folder.write(NPYBytes.vector([1, 2]), to: "out/mine.npy")
    #expect(refusedAs(".notes, A_d.npy, mine.npy and 2 more"))
    for name in [".notes", "A_d.npy", "mine.npy", "plots", "thesis.txt"] { try folder.remove("out/\(name)") }
    // An array a reader would take for rows, but that meta.json does not list.
    try folder.write(NPYBytes.vector([1, 2, 3]), to: "out/answer.npy")
    #expect(refusedAs("answer.npy"))
    try folder.remove("out/answer.npy")
    try write("out", .replaced)
    #expect(try folder.names() == ["out"])
  }

  @Test func replacesATableWithTwoValueAddedFiles() throws {
    try write("out", rows: [NamedRows(name: "gva", values: [1, 2, 3])])
    try write("out", .replaced)
    #expect(!FileManager.default.fileExists(atPath: folder.file("out/gva.npy")))
  }

  @Test func replacesNoTableThatCannotBeRead() throws {
    try write("out")
    try folder.write("{", to: "out/meta.json")
    #expect(
      refusal("out", .replaced)
        == "out exists already; its table cannot be read (out/meta.json: not valid JSON) and is not replaced; "
        + "choose another name")
    #expect(try folder.bytes("out/meta.json") == Array("{".utf8))
  }

  @Test func replacesWhereALinkLeads() throws {
    try folder.makeFolder("disk")
    try write("disk/real", rows: [NamedRows(name: "old", values: [1, 2, 3])])
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("out"), withDestinationPath: folder.file("disk/real"))
    try write("out", .replaced)
    #expect(!FileManager.default.fileExists(atPath: folder.file("disk/real/old.npy")))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("out")) == folder.file("disk/real"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("disk")) == ["real"])
    #expect(try folder.names() == ["disk", "out"])
  }

  /// Names and bytes of everything below a folder.
  private func contents(_ name: String) -> [String: [UInt8]] {
    let below = FileManager.default.enumerator(atPath: folder.file(name))?.compactMap { $0 as? String } ?? []
    return Dictionary(uniqueKeysWithValues: below.map { ($0, (try? folder.bytes("\(name)/\($0)")) ?? []) })
  }

  @Test func leavesNothingBehind() throws {
    #expect(refusal("no/out") == "no/out: cannot create: No such file or directory")
    #expect(refusal("no/t.csv") == "no/t.csv: cannot create: No such file or directory")
    let nan = [NamedRows(name: "bad", values: [1, .nan, 3])]
    let sentence = "not written: bad holds nan in column 1 (NOR/b); missing and infinite values are not accepted"
    #expect(refusal("out", rows: nan) == "out: \(sentence)")
    #expect(refusal("t.csv", rows: nan) == "t.csv: \(sentence)")
    #expect(try folder.names() == [])
  }

  @Test func refusesRowNamesThatAreNoFileNames() throws {
    for name in ["", "a/b", ".hidden", "a\0b", String(repeating: "x", count: 252)] {
      let rows = [NamedRows(name: name, values: [1, 2, 3])]
      #expect(refusal("out", rows: rows) == "the rows '\(name)' cannot be written: the name is not the name of a file")
    }
    let taken = [NamedRows(name: "Z", values: [1, 2, 3])]
    #expect(
      refusal("out", rows: taken) == "the rows 'Z' cannot be written: a canonical folder uses this name for another array")
    let twice = [NamedRows(name: "imports", values: [1, 2, 3])]
    #expect(refusal("out", rows: twice) == "the rows 'imports' cannot be written: two blocks of rows have this name")
    #expect(refusal("t.csv", rows: twice) == "the rows 'imports' cannot be written: two blocks of rows have this name")
    #expect(try folder.names() == [])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
  func reportsAFullDisk() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.file("full.csv"), withDestinationPath: "/dev/full")
    do {
      try write("full.csv")
      Issue.record("a full disk took the table")
    } catch {
      #expect(error == .file(FileError(path: folder.file("full.csv"), operation: .write, code: 28)))
      #expect(error.isResourceShortage)
    }
  }
}
