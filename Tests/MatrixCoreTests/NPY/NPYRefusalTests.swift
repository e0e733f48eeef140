import MatrixCore
import TestSupport
import Testing

@Suite struct NPYRefusalTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The sentence with which `bytes` are refused as a matrix, without the path; "" when they are not.
  private func refusal(_ bytes: [UInt8]) throws -> String {
    let path = try folder.write(bytes, to: "a.npy")
    do {
      _ = try Matrix<Double>.npy(path)
      return ""
    } catch {
      #expect(error.description.hasPrefix(path + ": "))
      return String(error.description.dropFirst(path.count + 2))
    }
  }

  @Test func refusesOtherTypes() throws {
    for type in ["<c16", "|O", "<U5", "|S3", "<f2", "<i2", "<u8", "<M8[D]", "|f8", "f8", ""] {
      let bytes = NPYBytes.file(descr: type, shape: "(1, 1)", data: Array(repeating: 0, count: 16))
      #expect(
        try refusal(bytes)
          == "element type \(type) is not supported; save as float64, float32, int64, int32 or bool")
    }
    #expect(
      try refusal(RecordedNPY.structured)
        == "element type of a structured array is not supported; save as float64, float32, int64, int32 or bool")
  }

  /// A prefix of a file is never taken for a file, and never crashes the reader.
  @Test func refusesEveryTruncation() throws {
    for file in [RecordedNPY.float64, RecordedNPY.bigEndianFortran] {
      for length in 0..<file.count { #expect(try refusal(Array(file[..<length])) != "", "\(length) bytes") }
      #expect(try refusal(file) == "")
    }
    #expect(try refusal(Array(RecordedNPY.float64[..<5])) == "not a NumPy .npy file (it does not begin with \\x93NUMPY)")
    #expect(try refusal(Array(RecordedNPY.float64[..<100])) == "malformed .npy header: it ends early")
    #expect(
      try refusal(Array(RecordedNPY.float64.dropLast(3)))
        == "truncated: the header promises 48 bytes of data, the file has 45")
    #expect(try refusal(RecordedNPY.float64 + [0]) == "1 bytes follow the 48 bytes of data that the header promises")
  }

  /// Every header byte replaced in turn: refused, or read as an array that fills the file.
  @Test func survivesEveryChangedByte() throws {
    var accepted = 0
    for position in 0..<128 {
      for byte in [UInt8(0), 0x20, 0x27, 0x28, 0x29, 0x2C, 0x30, 0x39, 0x5B, 0x5D, 0x7B, 0x7D, 0x80, 0xFF] {
        var file = RecordedNPY.float64
        file[position] = byte
        let path = try folder.write(file, to: "f.npy")
        guard let matrix = try? Matrix<Double>.npy(path) else { continue }
        accepted += 1
        #expect(matrix.count == 6, "byte \(position) = \(byte)")
      }
    }
    // Among them the blanks of the padding rewritten as themselves.
    #expect(accepted > 50)
  }

  @Test func refusesMalformedHeaders() throws {
    let cases: [(String, String)] = [
      ("", "'{' is missing"),
      ("{", "a quoted name is missing"),
      ("{'descr'", "':' is missing"),
      ("{'descr': ", "it ends early"),
      ("{'descr: '<f8'}", "':' is missing"),
      ("{'descr': '<f8}", "a quote is not closed"),
      ("{'descr': '<f8', 'descr': '<f8'}", "'descr' twice"),
      ("{'descr': '<f8', 'fortran_order': Maybe}", "unexpected 'M'"),
      ("{'descr': '<f8', 'shape': (1, 1)}", "no 'fortran_order'"),
      ("{'fortran_order': False, 'shape': (1, 1)}", "no 'descr'"),
      ("{'descr': '<f8', 'fortran_order': False}", "no 'shape'"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 1)}", "'' is not an extent"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (1.5, 1)}", "')' is missing"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 1)}", "'99999999999999999999' is not an extent"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)", "'}' is missing"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)} x", "text follows the dictionary"),
      ("{'descr': [('a', '<f8'", "a list is not closed"),
    ]
    for (dictionary, reason) in cases {
      let file = NPYBytes.file(dictionary: dictionary, data: Array(repeating: 0, count: 8))
      #expect(try refusal(file) == "malformed .npy header: \(reason)", "\(dictionary)")
    }
  }

  @Test func refusesVersionsAndLongHeaders() throws {
    var file = RecordedNPY.float64
    file[6] = 4
    #expect(try refusal(file) == ".npy format version 4 is not supported (1, 2 and 3 are)")
    var long = NPYBytes.file(descr: "<f8", shape: "(1, 1)", version: 2, data: NPYBytes.doubles([1]))
    long[11] = 0x7F
    #expect(try refusal(long).hasPrefix("malformed .npy header: 21307"))
  }

  /// The size is believed only after it was compared with the file's length.
  @Test func refusesShapesLargerThanTheFile() throws {
    let rows = NPYBytes.file(descr: "<f8", shape: "(1099511627776, 2)", data: NPYBytes.doubles([1]))
    #expect(try refusal(rows) == "truncated: the header promises 17592186044416 bytes of data, the file has 8")
    let both = NPYBytes.file(descr: "<f8", shape: "(1099511627776, 1099511627776)", data: [])
    #expect(try refusal(both) == "shape (1099511627776, 1099511627776) is larger than this machine can address")
  }

  @Test func refusesOtherDimensions() throws {
    let cube = NPYBytes.file(descr: "<f8", shape: "(1, 1, 1)", data: NPYBytes.doubles([1]))
    #expect(try refusal(cube) == "expected two dimensions, found shape (1, 1, 1)")
    #expect(try refusal(NPYBytes.vector([1, 2])) == "expected two dimensions, found shape (2,)")
    let path = try folder.write(NPYBytes.matrix([[1, 2], [3, 4]]), to: "v.npy")
    #expect(throws: NPYError.wrongDimensions(path: path, expected: "one dimension", shape: [2, 2])) {
      _ = try [Double].npy(path)
    }
    let scalar = try folder.write(NPYBytes.file(descr: "<f8", shape: "()", data: NPYBytes.doubles([1])), to: "s.npy")
    #expect(throws: NPYError.wrongDimensions(path: scalar, expected: "one dimension", shape: [])) {
      _ = try [Double].npy(scalar)
    }
  }

  @Test func namesFilesThatCannotBeOpened() throws {
    let nothing = folder.file("no.npy")
    do {
      _ = try Matrix<Double>.npy(nothing)
      Issue.record("a missing file was read")
    } catch { #expect(error.description == "\(nothing): cannot open: No such file or directory") }
    try folder.makeFolder("d.npy")
    do {
      _ = try Matrix<Double>.npy(folder.file("d.npy"))
      Issue.record("a folder was read")
    } catch { #expect(error.description == "\(folder.file("d.npy")): cannot read: Is a directory") }
  }
}
