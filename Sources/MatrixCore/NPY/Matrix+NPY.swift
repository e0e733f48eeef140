/// What a `.npy` file holds, told without reading its data.
public struct NPYDescription: Sendable, Equatable {
  public let shape: [Int]
  /// NumPy's type string, such as `<f8`.
  public let type: String
  /// Whether it is stored column by column (`fortran_order`).
  public let isByColumns: Bool
  /// Memory a matrix of `Scalar` needs beyond the mapped file: zero when the file can be used in place.
  public let bytesToConvert: Int

  /// Reads the header of `path` and checks it against the file's length.
  public init<Scalar: MatrixScalar>(path: String, as: Scalar.Type = Double.self) throws(NPYError) {
    let file = try MappedFile.forNPY(path)
    let header = try NPYHeader(file.bytes, path: path)
    shape = header.shape
    type = header.descriptor
    isByColumns = header.fortranOrder
    bytesToConvert = header.isNative(Scalar.self) ? 0 : header.count * MemoryLayout<Scalar>.stride
  }
}

extension Matrix {
  /// The two-dimensional array in `path`, which begins `start` bytes into the file.
  ///
  /// Shapes: as in the file; `fortran_order` becomes the column-major layout without moving anything. Cost: none when the
  /// elements are `Scalar` in this machine's byte order: the file is mapped, and its pages are read when touched. Other
  /// number types and byte orders are converted in one pass. Errors: `NPYError`; the header is checked against the file's
  /// length before anything is allocated.
  public static func npy(_ path: String, from start: Int = 0) throws(NPYError) -> Matrix {
    let file = try MappedFile.forNPY(path)
    let bytes = UnsafeRawBufferPointer(rebasing: file.bytes.dropFirst(start))
    let header = try NPYHeader(bytes, path: path)
    guard header.shape.count == 2 else {
      throw .wrongDimensions(path: path, expected: "two dimensions", shape: header.shape)
    }
    let (rows, columns) = (header.shape[0], header.shape[1])
    let layout = header.fortranOrder ? Layout.columnMajor : .rowMajor
    let offset = start + header.dataOffset
    let address = UInt(bitPattern: file.start) + UInt(offset)
    if header.isNative(Scalar.self), address % UInt(MemoryLayout<Scalar>.alignment) == 0 {
      let storage = file.adopted(as: Scalar.self, offset: offset, count: header.count)
      return Matrix(rows: rows, columns: columns, layout: layout, storage: storage)
    }
    var matrix: Matrix
    do { matrix = try Matrix(rows: rows, columns: columns, layout: layout) } catch { throw .memory(path: path, error) }
    var elements = matrix.mutableElements
    try header.convert(bytes, into: &elements, path: path)
    return matrix
  }
}

extension Array where Element: MatrixScalar {
  /// The one-dimensional array in `path`; an n × 1 or 1 × n array is taken as a vector too.
  public static func npy(_ path: String) throws(NPYError) -> [Element] {
    let file = try MappedFile.forNPY(path)
    let header = try NPYHeader(file.bytes, path: path)
    guard header.shape.count == 1 || (header.shape.count == 2 && header.shape.contains(1)) else {
      throw .wrongDimensions(path: path, expected: "one dimension", shape: header.shape)
    }
    var vector = [Element](repeating: 0, count: header.count)
    var span = vector.mutableSpan
    try header.convert(file.bytes, into: &span, path: path)
    return vector
  }
}

extension MappedFile {
  static func forNPY(_ path: String) throws(NPYError) -> MappedFile {
    do { return try MappedFile(path: path) } catch { throw .file(error) }
  }
}

extension NPYHeader {
  /// True when the file's bytes are `Scalar`s of this machine.
  func isNative<Scalar: MatrixScalar>(_: Scalar.Type) -> Bool {
    let bigEndianHost = 1.bigEndian == 1
    if Scalar.self == Double.self { return element == .float64(bigEndian: bigEndianHost) }
    if Scalar.self == Float.self { return element == .float32(bigEndian: bigEndianHost) }
    return false
  }

  @_lifetime(target: copy target)
  func convert<Scalar: MatrixScalar>(
    _ bytes: UnsafeRawBufferPointer, into target: inout MutableSpan<Scalar>, path: String
  ) throws(NPYError) {
    for i in 0..<count {
      guard let value = element.value(in: bytes, at: dataOffset + i * element.size, as: Scalar.self) else {
        throw .notExact(path: path, position: i)
      }
      target[i] = value
    }
  }
}
