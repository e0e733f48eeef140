/// Writes `.npy` files (format 1.0, little-endian, C order) that appear whole or not at all.
public enum NPYWriter {
  /// Writes a matrix; row by row, so that any layout comes out in C order.
  public static func write<Scalar: MatrixScalar>(_ matrix: MatrixView<Scalar>, to path: String) throws(FileError) {
    var file = try ReplacementFile(path: path)
    try append(matrix, to: &file)
    try file.commit()
  }

  /// Writes a matrix as an array behind what a file already holds, row by row. The header begins where that ends: at a
  /// multiple of 64 bytes the elements can be used in place.
  public static func append<Scalar: MatrixScalar>(
    _ matrix: MatrixView<Scalar>, to file: inout ReplacementFile
  ) throws(FileError) {
    try file.write(header(shape: "(\(matrix.rows), \(matrix.columns))", Scalar.self).span.bytes)
    // Rows are gathered in panels: a column-major matrix is then read a cache line, not an element, at a time.
    let panel = 64
    var buffer = [Scalar](repeating: 0, count: panel * matrix.columns)
    for start in stride(from: 0, to: matrix.rows, by: panel) {
      let rows = start..<min(start + panel, matrix.rows)
      buffer.withUnsafeMutableBufferPointer { pointer in
        guard let base = pointer.baseAddress else { return }
        var owner: Void = ()
        var target = MutableMatrixView(
          base: base, rows: rows.count, columns: matrix.columns, rowStride: matrix.columns, columnStride: 1, owner: &owner)
        target.copy(matrix.window(rows: rows, columns: 0..<matrix.columns))
      }
      try file.write(buffer.span.extracting(0..<(rows.count * matrix.columns)).bytes)
    }
  }

  /// Writes a vector.
  public static func write<Scalar: MatrixScalar>(_ vector: [Scalar], to path: String) throws(FileError) {
    var file = try ReplacementFile(path: path)
    try file.write(header(shape: "(\(vector.count),)", Scalar.self).span.bytes)
    try file.write(vector.span.bytes)
    try file.commit()
  }

  /// Writes elements in row order as a `rows` × `columns` array.
  public static func write<Scalar: MatrixScalar>(
    _ elements: Span<Scalar>, rows: Int, columns: Int, to path: String
  ) throws(FileError) {
    precondition(elements.count == rows * columns, "elements do not fill the shape")
    var file = try ReplacementFile(path: path)
    try file.write(header(shape: "(\(rows), \(columns))", Scalar.self).span.bytes)
    try file.write(elements.bytes)
    try file.commit()
  }

  static func header<Scalar: MatrixScalar>(shape: String, _: Scalar.Type) -> [UInt8] {
    precondition(1.littleEndian == 1, "the project's hosts are little-endian")
    let size = MemoryLayout<Scalar>.stride
    let dictionary = "{'descr': '<f\(size)', 'fortran_order': False, 'shape': \(shape), }"
    // NumPy starts the data at a multiple of 64; the dictionary is padded with spaces and closed by a newline.
    let unpadded = 10 + dictionary.utf8.count + 1
    let padding = (64 - unpadded % 64) % 64
    let text = dictionary + String(repeating: " ", count: padding) + "\n"
    let length = UInt16(text.utf8.count)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
  }
}
