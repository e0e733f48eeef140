import Foundation
import TestSupport
import Testing

/// `.npy` files that are read whatever wrote them, and those that are refused.
@Suite struct ArrayFileTests {
  private let fixture: CanonicalFixture
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  private func bytes(_ values: [Double], _ descr: String) -> [UInt8] {
    let isBigEndian = descr.hasPrefix(">")
    switch descr.dropFirst() {
    case "f8": return NPYBytes.doubles(values, bigEndian: isBigEndian)
    case "f4": return NPYBytes.floats(values.map(Float.init), bigEndian: isBigEndian)
    case "i4": return NPYBytes.integers(values.map { Int($0) }, size: 4, bigEndian: isBigEndian)
    default: return NPYBytes.integers(values.map { Int($0) }, size: 8, bigEndian: isBigEndian)
    }
  }

  private func solution(_ name: String) throws -> [UInt8] {
    let run = try ToolRun(fixture.solve("--out", beside.file(name)))
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    return try beside.bytes(name)
  }

  /// All figures of the fixture are small integers, which every element type holds exactly: the bits must be the same.
  @Test(arguments: [">f8", "<f4", ">f4", "<i4", ">i4", "<i8", ">i8"])
  func otherElementTypesGiveTheSameResult(_ descr: String) throws {
    let expected = try solution("expected.npy")
    #expect(expected.count > 3 * 8)
    for (file, rows) in [("Z.npy", CanonicalFixture.flows), ("Y.npy", CanonicalFixture.demand)] {
      let data = bytes(rows.flatMap(\.self), descr)
      try fixture.folder.write(NPYBytes.file(descr: descr, shape: "(3, \(rows[0].count))", data: data), to: file)
    }
    for (file, values) in [
      ("x.npy", CanonicalFixture.output), ("va.npy", CanonicalFixture.valueAdded), ("imports.npy", CanonicalFixture.imports),
    ] {
      try fixture.folder.write(NPYBytes.file(descr: descr, shape: "(3,)", data: bytes(values, descr)), to: file)
    }
    #expect(try solution("found.npy") == expected)
  }

  @Test func columnOrderGivesTheSameResult() throws {
    let expected = try solution("expected.npy")
    let columns = (0..<3).flatMap { j in CanonicalFixture.flows.map { $0[j] } }
    try fixture.folder.write(
      NPYBytes.file(descr: "<f8", shape: "(3, 3)", fortran: true, data: NPYBytes.doubles(columns)), to: "Z.npy")
    #expect(try solution("found.npy") == expected)
  }

  @Test(arguments: [("<c16", "<c16", 48), ("|O", "|O", 24), ("[('a', '<f8')]", "of a structured array", 24)])
  func typesThatAreNoRealNumbers(_ descr: String, _ named: String, _ size: Int) throws {
    try fixture.folder.write(
      NPYBytes.file(descr: descr, shape: "(3,)", data: [UInt8](repeating: 0, count: size)), to: "x.npy")
    try fixture.expectRefusal(
      "T/x.npy: element type \(named) is not supported; save as float64, float32, int64, int32 or bool")
  }

  @Test func truncatedData() throws {
    try fixture.folder.write(Array(NPYBytes.matrix(CanonicalFixture.flows).dropLast(8)), to: "Z.npy")
    try fixture.expectRefusal("T/Z.npy: truncated: the header promises 72 bytes of data, the file has 64")
  }

  @Test func truncatedHeader() throws {
    try fixture.folder.write(Array(NPYBytes.matrix(CanonicalFixture.flows).prefix(40)), to: "Z.npy")
    try fixture.expectRefusal("T/Z.npy: malformed .npy header: it ends early")
    try fixture.folder.write([UInt8](), to: "Z.npy")
    try fixture.expectRefusal("T/Z.npy: not a NumPy .npy file (it does not begin with \\x93NUMPY)")
  }

  @Test func aHeaderThatPromisesTooMuch() throws {
    try fixture.folder.write(
      NPYBytes.file(descr: "<f8", shape: "(1099511627776, 1099511627776)", data: []), to: "Z.npy")
    try fixture.expectRefusal("T/Z.npy: shape (1099511627776, 1099511627776) is larger than this machine can address")
  }
}
