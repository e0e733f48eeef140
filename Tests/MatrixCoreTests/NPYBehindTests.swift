import MatrixCore
import TestSupport
import Testing

/// Arrays that begin somewhere in a file.
@Suite struct NPYBehindTests {
  @Test(arguments: [0, 1, 63, 64, 200]) func behindAText(_ length: Int) throws {
    let folder = try TemporaryFolder()
    let matrix = try Matrix<Double>([[1, -2], [.pi, 4], [5, 1e300]], layout: .columnMajor)
    var file = try ReplacementFile(path: folder.file("a"))
    try file.write(String(repeating: "x", count: length))
    try NPYWriter.append(matrix.view, to: &file)
    try file.commit()
    let array = NPYBytes.matrix([[1, -2], [.pi, 4], [5, 1e300]])
    #expect(try folder.bytes("a") == [UInt8](repeating: UInt8(ascii: "x"), count: length) + array)
    let found = try Matrix<Double>.npy(folder.file("a"), from: length)
    #expect(found.rows == 3 && found.columns == 2)
    for i in 0..<3 { for j in 0..<2 { #expect(found[i, j] == matrix[i, j]) } }
    // In place where elements lie as they must.
    #expect(found.allocatedBytes == (length % 8 == 0 ? 0 : 48))
  }

  @Test func elsewhere() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("text\n".utf8) + NPYBytes.matrix([[1]]), to: "a")
    for start in [0, 4, 6, 1000, .max] {
      #expect(throws: NPYError.notNPY(path: path)) { try Matrix<Double>.npy(path, from: start).rows }
    }
    #expect(try Matrix<Double>.npy(path, from: 5)[0, 0] == 1)
  }
}
