/// The element types of `.npy` files that hold numbers this project can use, in either byte order.
enum NPYElement: Equatable {
  case float64(bigEndian: Bool)
  case float32(bigEndian: Bool)
  case int64(bigEndian: Bool)
  case int32(bigEndian: Bool)
  case bool

  /// Reads NumPy's type string, such as `<f8`; nil for complex, object, structured and other types.
  init?(descriptor: String) {
    let text = Array(descriptor)
    guard text.count == 3 else { return nil }
    let bigEndian = text[0] == ">"
    // '=' is native order, '|' says the order has no meaning.
    guard "<>=|".contains(text[0]), text[0] != "|" || descriptor == "|b1" else { return nil }
    switch String(text[1...]) {
    case "f8": self = .float64(bigEndian: bigEndian)
    case "f4": self = .float32(bigEndian: bigEndian)
    case "i8": self = .int64(bigEndian: bigEndian)
    case "i4": self = .int32(bigEndian: bigEndian)
    case "b1": self = .bool
    default: return nil
    }
  }

  var size: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .bool: 1
    }
  }

  /// The element at byte `offset`: a number as the nearest `Scalar`, an integer exactly or not at all (nil).
  func value<Scalar: MatrixScalar>(in bytes: UnsafeRawBufferPointer, at offset: Int, as: Scalar.Type) -> Scalar? {
    switch self {
    case .float64(let bigEndian): Scalar(Double(bitPattern: load(bytes, offset, bigEndian)))
    case .float32(let bigEndian): Scalar(Float(bitPattern: load(bytes, offset, bigEndian)))
    case .int64(let bigEndian): Scalar(exactly: load(bytes, offset, bigEndian) as Int64)
    case .int32(let bigEndian): Scalar(exactly: load(bytes, offset, bigEndian) as Int32)
    case .bool: bytes[offset] == 0 ? 0 : 1
    }
  }

  private func load<Bits: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, _ offset: Int, _ bigEndian: Bool) -> Bits
  where Bits: BitwiseCopyable {
    let bits = bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)
    return bigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)
  }
}
