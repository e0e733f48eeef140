import MatrixCore
import TestSupport
import Testing

@Suite struct NPYReadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let numbers: [[Double]] = [[1.5, -0.0, 0.1], [1e300, Double.leastNonzeroMagnitude, -2]]

  @Test func readsWhatNumPyWrote() throws {
    let path = try folder.write(RecordedNPY.float64, to: "a.npy")
    let matrix = try Matrix<Double>.npy(path)
    #expect(matrix.rows == 2 && matrix.columns == 3 && matrix.layout == .rowMajor)
    for i in 0..<2 { for j in 0..<3 { #expect(matrix[i, j].bitPattern == Self.numbers[i][j].bitPattern) } }
    #expect(try NPYDescription(path: path).bytesToConvert == 0)
  }

  @Test func convertsBigEndianAndKeepsFortranOrder() throws {
    let path = try folder.write(RecordedNPY.bigEndianFortran, to: "a.npy")
    let matrix = try Matrix<Double>.npy(path)
    #expect(matrix.layout == .columnMajor)
    for i in 0..<2 { for j in 0..<3 { #expect(matrix[i, j].bitPattern == Self.numbers[i][j].bitPattern) } }
    let description = try NPYDescription(path: path)
    #expect(description.type == ">f8" && description.shape == [2, 3] && description.bytesToConvert == 48)
  }

  @Test func readsVersion2() throws {
    let path = try folder.write(RecordedNPY.int32Version2, to: "a.npy")
    #expect(try [Double].npy(path) == [7, -1, 2_147_483_647])
  }

  @Test func mapsFortranOrderWithoutMoving() throws {
    let data = NPYBytes.doubles([1, 4, 2, 5, 3, 6])
    let path = try folder.write(NPYBytes.file(descr: "<f8", shape: "(2, 3)", fortran: true, data: data), to: "a.npy")
    let matrix = try Matrix<Double>.npy(path)
    #expect(matrix.layout == .columnMajor)
    #expect((0..<3).map { matrix[0, $0] } == [1, 2, 3] && (0..<3).map { matrix[1, $0] } == [4, 5, 6])
  }

  /// Every accepted type in both byte orders, as the same numbers.
  @Test(arguments: [false, true])
  func convertsNumberTypes(bigEndian: Bool) throws {
    let order = bigEndian ? ">" : "<"
    let files: [(String, [UInt8], [Double])] = [
      ("f8", NPYBytes.doubles([3, -4, 0.5], bigEndian: bigEndian), [3, -4, 0.5]),
      ("f4", NPYBytes.floats([3, -4, 0.5], bigEndian: bigEndian), [3, -4, 0.5]),
      ("i8", NPYBytes.integers([3, -4, 1 << 40], size: 8, bigEndian: bigEndian), [3, -4, 1_099_511_627_776]),
      ("i4", NPYBytes.integers([3, -4, 1 << 20], size: 4, bigEndian: bigEndian), [3, -4, 1_048_576]),
    ]
    for (type, data, expected) in files {
      let path = try folder.write(NPYBytes.file(descr: order + type, shape: "(3,)", data: data), to: "\(type).npy")
      #expect(try [Double].npy(path) == expected, "\(order)\(type)")
    }
    let flags = try folder.write(NPYBytes.file(descr: "|b1", shape: "(3,)", data: [1, 0, 1]), to: "b.npy")
    #expect(try [Double].npy(flags) == [1, 0, 1])
  }

  @Test func readsSizesZeroAndOne() throws {
    let empty = try folder.write(NPYBytes.file(descr: "<f8", shape: "(0, 0)", data: []), to: "e.npy")
    #expect(try Matrix<Double>.npy(empty).count == 0)
    let none = try folder.write(NPYBytes.vector([]), to: "n.npy")
    #expect(try [Double].npy(none) == [])
    let one = try folder.write(NPYBytes.matrix([[7]]), to: "o.npy")
    #expect(try Matrix<Double>.npy(one)[0, 0] == 7)
    #expect(try [Double].npy(one) == [7])
  }

  @Test func readsColumnAndRowAsVectors() throws {
    let column = try folder.write(NPYBytes.matrix([[1], [2]]), to: "c.npy")
    #expect(try [Double].npy(column) == [1, 2])
    let row = try folder.write(NPYBytes.matrix([[1, 2]]), to: "r.npy")
    #expect(try [Double].npy(row) == [1, 2])
  }

  @Test func writesTheBytesNumPyWrites() throws {
    let matrix = try Matrix<Double>(Self.numbers)
    try NPYWriter.write(matrix.view, to: folder.file("w.npy"))
    #expect(try folder.bytes("w.npy") == RecordedNPY.float64)
    let turned = try Matrix<Double>(Self.numbers, layout: .columnMajor)
    try NPYWriter.write(turned.view, to: folder.file("t.npy"))
    #expect(try folder.bytes("t.npy") == RecordedNPY.float64)
    let flat = Self.numbers.flatMap(\.self)
    try NPYWriter.write(flat.span, rows: 2, columns: 3, to: folder.file("f.npy"))
    #expect(try folder.bytes("f.npy") == RecordedNPY.float64)
  }

  @Test func createsMatricesOnDisk() throws {
    do {
      var matrix = try Matrix<Double>.npy(creating: folder.file("m.npy"), rows: 2, columns: 3)
      #expect((0..<3).allSatisfy { matrix[1, $0] == 0 })
      for i in 0..<2 { for j in 0..<3 { matrix[i, j] = Self.numbers[i][j] } }
    }
    #expect(try folder.bytes("m.npy") == RecordedNPY.float64)
    _ = try Matrix<Double>.npy(creating: folder.file("z.npy"), rows: 0, columns: 3)
    #expect(try Matrix<Double>.npy(folder.file("z.npy")).columns == 3)
  }

  @Test func refusesToCreateWhatCannotBeAddressed() throws {
    let path = folder.file("m.npy")
    #expect(throws: NPYError.tooLarge(path: path, shape: [1 << 40, 1 << 40])) {
      _ = try Matrix<Double>.npy(creating: path, rows: 1 << 40, columns: 1 << 40)
    }
    #expect(try folder.names() == [])
    let nowhere = folder.file("no/m.npy")
    #expect(throws: NPYError.file(FileError(path: nowhere, operation: .create, code: 2))) {
      _ = try Matrix<Double>.npy(creating: nowhere, rows: 1, columns: 1)
    }
  }
}
