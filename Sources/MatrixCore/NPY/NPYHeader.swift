/// The header of a `.npy` file, checked against the file's length.
///
/// Reference: NumPy Enhancement Proposal 1 and `numpy.lib.format`: magic, version, header length, then a Python
/// dictionary literal with `descr`, `fortran_order` and `shape`.
struct NPYHeader: Equatable {
  var element: NPYElement
  var descriptor: String
  var fortranOrder: Bool
  var shape: [Int]
  /// Where the data begin.
  var dataOffset: Int
  /// Product of the shape.
  var count: Int

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// A longer header than this is not NumPy's; it bounds what is read before anything is believed.
  private static let longestHeader = 1 << 16

  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(NPYError) {
    guard bytes.count >= 10, bytes.prefix(6).elementsEqual(Self.magic) else { throw .notNPY(path: path) }
    let text: String
    (text, dataOffset) = try Self.headerText(bytes, path: path)
    var parser = PythonLiteralParser(text)
    let entries: [String: PythonLiteral]
    do { entries = try parser.dictionary() } catch { throw .malformedHeader(path: path, reason: error.reason) }
    guard case .string(let descriptor)? = entries["descr"] else {
      if entries["descr"] != nil { throw .unsupportedType(path: path, descriptor: "of a structured array") }
      throw .malformedHeader(path: path, reason: "no 'descr'")
    }
    guard case .bool(let fortranOrder)? = entries["fortran_order"] else {
      throw .malformedHeader(path: path, reason: "no 'fortran_order'")
    }
    guard case .tuple(let shape)? = entries["shape"], shape.allSatisfy({ $0 >= 0 }) else {
      throw .malformedHeader(path: path, reason: "no 'shape'")
    }
    guard let element = NPYElement(descriptor: descriptor) else {
      throw .unsupportedType(path: path, descriptor: descriptor)
    }
    self.element = element
    self.descriptor = descriptor
    self.fortranOrder = fortranOrder
    self.shape = shape
    count = try Self.count(of: shape, path: path)
    try checkLength(available: bytes.count - dataOffset, path: path)
  }

  private static func headerText(_ bytes: UnsafeRawBufferPointer, path: String) throws(NPYError) -> (String, Int) {
    let version = Int(bytes[6])
    guard (1...3).contains(version) else { throw .unsupportedVersion(path: path, version: version) }
    let prefix = version == 1 ? 10 : 12
    guard bytes.count >= prefix else { throw .malformedHeader(path: path, reason: "it ends early") }
    let length =
      version == 1
      ? Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self).littleEndian)
      : Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian)
    guard length <= longestHeader else { throw .malformedHeader(path: path, reason: "\(length) bytes of header") }
    guard bytes.count >= prefix + length else { throw .malformedHeader(path: path, reason: "it ends early") }
    let text = String(decoding: bytes[prefix..<prefix + length], as: UTF8.self)
    return (text, prefix + length)
  }

  private static func count(of shape: [Int], path: String) throws(NPYError) -> Int {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= Int.max / 16 else { throw .tooLarge(path: path, shape: shape) }
      count = product
    }
    return count
  }

  private func checkLength(available: Int, path: String) throws(NPYError) {
    let expected = count * element.size
    if available < expected { throw .truncated(path: path, expected: expected, found: available) }
    if available > expected { throw .trailingBytes(path: path, expected: expected, found: available) }
  }
}
